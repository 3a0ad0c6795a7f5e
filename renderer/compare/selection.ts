import { create } from 'zustand'
import type { RunInfo } from '../../shared/runs-contract'

interface CompareSelection {
  /** `null`: the newest run of each design. */
  runIds: readonly string[] | null
}

export const useCompareSelection = create<CompareSelection>(() => ({ runIds: null }))

export function finishedRuns(runs: readonly RunInfo[] | undefined): RunInfo[] {
  return (runs ?? []).filter(({ status }) => status === 'done').sort((a, b) => b.startedAt - a.startedAt)
}

/** The newest finished run of each design, on the dataset and as many problems as the newest of all; `runs` are newest first. */
export function newestOfEach(runs: readonly RunInfo[]): string[] {
  const [newest] = runs
  if (newest === undefined) return []
  const byDesign = new Map<string, string>()
  for (const run of runs) {
    const isAlike = run.datasetId === newest.datasetId && run.total === newest.total && run.seed === newest.seed
    const design = run.designId ?? run.graphHash
    if (isAlike && !byDesign.has(design)) byDesign.set(design, run.id)
  }
  return [...byDesign.values()]
}
