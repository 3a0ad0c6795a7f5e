import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type CompareRow, compareRows } from '../../shared/compare-rows'
import type { Comparison } from '../../shared/comparison'
import type { RunInfo } from '../../shared/runs-contract'
import { door } from '../api'
import { finishedRuns, newestOfEach, useCompareSelection } from './selection'

export interface ShownComparison {
  finished: readonly RunInfo[]
  runIds: readonly string[]
  comparison: Comparison | undefined
  rows: readonly CompareRow[]
  /** The run that is looked at beside the baseline; undefined where there is but one. */
  focus: CompareRow | undefined
  error: Error | null
  /** The list of runs has come. */
  isReady: boolean
}

/** The comparison of the chosen runs, and which of them is looked at. */
export function useComparison(): ShownComparison {
  const runs = useQuery(door.runs.list.queryOptions())
  const finished = finishedRuns(runs.data)
  const { runIds: selected, baselineId, focusId } = useCompareSelection()
  const there = selected?.filter((id) => finished.some((run) => run.id === id))
  const runIds = there ?? newestOfEach(finished)
  const query = useQuery(
    door.compare.runs.queryOptions({
      input: { runIds: [...runIds], baselineId },
      enabled: runIds.length > 0,
      placeholderData: keepPreviousData,
    }),
  )
  const comparison = runIds.length > 0 ? query.data : undefined
  const rows = comparison === undefined ? [] : compareRows(comparison)
  const error = runIds.length > 0 ? query.error : null
  return { finished, runIds, comparison, rows, focus: focusOf(rows, focusId), error, isReady: runs.data !== undefined }
}

/** The chosen one, or else the most accurate of those on the frontier that are not the baseline. */
function focusOf(rows: readonly CompareRow[], focusId: string | null): CompareRow | undefined {
  const others = rows.filter(({ isBaseline }) => !isBaseline)
  const chosen = others.find(({ id }) => id === focusId)
  if (chosen !== undefined) return chosen
  const byAccuracy = others.toSorted((a, b) => (b.accuracy ?? 0) - (a.accuracy ?? 0))
  return byAccuracy.find(({ isBest }) => isBest) ?? byAccuracy[0]
}
