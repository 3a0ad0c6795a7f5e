import type { Comparison, DifferingSide, GroupBy, GroupRow, LatencySpread } from '../../shared/comparison'
import type { MoneyUnit } from '../../shared/money-unit'
import type { Store } from '../store/store'
import { alignRuns } from './align-runs'
import { compareRuns, sidesOf } from './compare'
import { type DifferingPage, differingProblems, latencySpread } from './compare-details'
import { compareGroups } from './compare-groups'
import { reportPage } from './report-page'
import type { ColumnsOfRuns } from './run-columns'
import type { Summaries } from './summaries'

export interface Compared {
  runIds: readonly string[]
  /** The first run where it is not given or not among them. */
  baselineId?: string | null
}

export interface ReportWish extends Compared, MoneyUnit {
  valuePerCorrect: number | null
}

export interface DifferingWish {
  runIds: readonly string[]
  baselineId: string
  runId: string
  side: DifferingSide
  offset: number
  limit: number
}

/** What can be asked about several runs at once. */
export function comparisonsService(store: Store, columns: ColumnsOfRuns, summaries: Summaries) {
  const align = (runIds: readonly string[]) => alignRuns(store, columns, runIds)
  return {
    runs: (of: Compared): Comparison => compareRuns(store, columns, summaries, of),
    groups: ({ runIds, baselineId = null, by }: Compared & { by: GroupBy }): GroupRow[] =>
      compareGroups(store, align(runIds), baselineId, by),
    differing: ({ runIds, baselineId, runId, ...page }: DifferingWish): DifferingPage =>
      differingProblems(store, sidesOf(align(runIds), baselineId, runId), page),
    latency: ({ runIds }: Compared): LatencySpread => latencySpread(summaries, align(runIds)),
    report({ per, monthlyProblems, valuePerCorrect, ...of }: ReportWish): string {
      const aligned = align(of.runIds)
      const comparison = compareRuns(store, columns, summaries, of)
      const groups = (by: GroupBy): GroupRow[] => compareGroups(store, aligned, comparison.baselineId, by)
      return reportPage({
        comparison,
        byCategory: groups('category'),
        byDifficulty: groups('difficulty'),
        latency: latencySpread(summaries, aligned),
        money: { per, monthlyProblems },
        valuePerCorrect,
        at: Date.now(),
      })
    },
  }
}
export type ComparisonsService = ReturnType<typeof comparisonsService>
