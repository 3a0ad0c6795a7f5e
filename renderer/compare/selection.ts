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

/**
 * The newest finished run of each design over the same problems by the same seed; `runs` are newest first. Which problems: of the
 * newest run's dataset those over which two designs or more were run last; or else the newest run's that did not choose among
 * them, for what holds of a category or a sample does not hold of a design.
 */
export function newestOfEach(runs: readonly RunInfo[]): string[] {
  const alike = new Map<string, Map<string, string>>()
  for (const run of runs.filter(({ datasetId }) => datasetId === runs[0]?.datasetId)) {
    const problems = problemsOf(run)
    const byDesign = alike.get(problems) ?? new Map<string, string>()
    alike.set(problems, byDesign)
    const design = run.designId ?? run.graphHash
    if (!byDesign.has(design)) byDesign.set(design, run.id)
  }
  // A map keeps its order: the sets of problems are by their newest run.
  const sets = [...alike.values()]
  const whole = runs.find(({ datasetId, selection }) => datasetId === runs[0]?.datasetId && selection === null)
  const chosen = sets.find(({ size }) => size > 1) ?? (whole === undefined ? sets[0] : alike.get(problemsOf(whole)))
  return [...(chosen?.values() ?? [])]
}

/** Alike for runs over the same problems of one dataset by the same seed. */
function problemsOf({ total, repeats, seed, selection }: RunInfo): string {
  return JSON.stringify([total / repeats, seed, selection])
}
