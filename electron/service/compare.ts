import type { Comparison } from '../../shared/contract'
import { SwitchyardError } from '../../shared/errors'
import { findFrontier } from '../../shared/evidence/frontier'
import type { RunSummary } from '../../shared/report'
import type { MeasuredRow, RunRow } from '../store/runs'
import type { Store } from '../store/store'
import type { Summaries } from './summaries'

/** Compares runs over one dataset, on the problems that all of them have finished. */
export function compareRuns({ runs }: Store, summaries: Summaries, runIds: readonly string[]): Comparison {
  const rows = [...new Set(runIds)].map((id) => runs.get(id))
  const [first] = rows
  const other = rows.find(({ datasetId }) => datasetId !== first?.datasetId)
  if (first !== undefined && other !== undefined) {
    throw new SwitchyardError('RUN_INCOMPARABLE', `“${first.name}” and “${other.name}” are over different datasets`, {
      hint: 'compare runs over one dataset',
    })
  }
  const whole = rows.map((run) => summaries.ofRun(run))
  const least = Math.min(...whole.map(({ problems }) => problems))
  const alike = rows.every(({ total, status }) => status === 'done' && total === first?.total)
  const common = alike ? { figures: whole, problems: least } : overCommon(rows, (id) => runs.measured(id), summaries)
  return {
    runs: common.figures,
    frontier: frontierOf(common.figures),
    common: common.problems,
    note: alike
      ? null
      : `The runs differ in their problems; all figures are over the ${common.problems} that they have in common.`,
  }
}

function overCommon(
  rows: readonly RunRow[],
  measure: (runId: string) => MeasuredRow[],
  summaries: Summaries,
): { figures: RunSummary[]; problems: number } {
  const measured = rows.map((row) => ({ row, results: measure(row.id) }))
  const counts = new Map<string, number>()
  for (const { results } of measured)
    for (const { problemId } of results) counts.set(problemId, (counts.get(problemId) ?? 0) + 1)
  const inAll = (result: MeasuredRow): boolean => counts.get(result.problemId) === rows.length
  const figures = measured.map(({ row, results }) => summaries.over(row, results.filter(inAll)))
  return { figures, problems: figures[0]?.problems ?? 0 }
}

/** Runs of unknown cost can neither beat nor be beaten; they are left out. */
function frontierOf(figures: readonly RunSummary[]): string[] {
  return findFrontier(
    figures.flatMap(({ id, accuracy, usd }) => (accuracy === null || usd === null ? [] : [{ id, accuracy, usd }])),
  )
}
