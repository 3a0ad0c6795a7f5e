import { create } from 'zustand'
import type { RunInfo } from '../../shared/runs-contract'

interface CompareSelection {
  /** `null`: the newest run of each design. */
  runIds: readonly string[] | null
  /** `null`: the dearest. */
  baselineId: string | null
  /** The run that is looked at beside the baseline; `null`: one is chosen. */
  focusId: string | null
  /** The run whose router is looked into, in the place of the comparison. */
  insideId: string | null
}

export const useCompareSelection = create<CompareSelection>(() => ({
  runIds: null,
  baselineId: null,
  focusId: null,
  insideId: null,
}))

export function lookInside(insideId: string | null): void {
  useCompareSelection.setState({ insideId })
}

export function focusOn(focusId: string): void {
  useCompareSelection.setState({ focusId })
}

export function finishedRuns(runs: readonly RunInfo[] | undefined): RunInfo[] {
  return (runs ?? []).filter(({ status }) => status === 'done').sort((a, b) => b.startedAt - a.startedAt)
}

const problemsOf = ({ total, repeats }: RunInfo): number => total / repeats

/** The newest finished run of each design, on the dataset and as many problems as the newest of all; `runs` are newest first. */
export function newestOfEach(runs: readonly RunInfo[]): string[] {
  const [newest] = runs
  if (newest === undefined) return []
  const byDesign = new Map<string, string>()
  for (const run of runs) {
    const isAlike =
      run.datasetId === newest.datasetId && problemsOf(run) === problemsOf(newest) && run.seed === newest.seed
    const design = run.designId ?? run.graphHash
    if (isAlike && !byDesign.has(design)) byDesign.set(design, run.id)
  }
  return [...byDesign.values()]
}
