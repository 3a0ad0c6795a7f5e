import type { Comparison, DifferingSide, GroupBy, GroupRow, LatencySpread } from '../../shared/comparison'
import { SwitchyardError } from '../../shared/errors'
import type { MoneyUnit } from '../../shared/money-unit'
import type { RouterEvidence } from '../../shared/router-evidence'
import type { Store } from '../store/store'
import { alignRuns } from './align-runs'
import { compareRuns, sidesOf } from './compare'
import { type DifferingPage, differingProblems, latencySpread } from './compare-details'
import { compareGroups } from './compare-groups'
import { reportPage } from './report-page'
import { inspectRun } from './router-evidence/inspect-run'
import type { ColumnsOfRuns } from './run-columns'
import type { Summaries } from './summaries'

/** Kept of runs that were looked into. */
const MOST_INSPECTED = 20

export interface Compared {
  runIds: readonly string[]
  /** The dearest where it is not given. */
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
  const inspected = new Map<string, Promise<RouterEvidence>>()
  summaries.onForget((runId) => void inspected.delete(runId))
  const align = (runIds: readonly string[]) => alignRuns(store, columns, runIds)
  return {
    runs: (of: Compared): Comparison => compareRuns(store, columns, summaries, of),
    /** What one run tells of its router. Reading 100,000 walks takes some seconds; a finished run is read once. */
    router(runId: string): Promise<RouterEvidence> {
      const run = store.runs.get(runId)
      const known = inspected.get(runId)
      if (known !== undefined) return known
      const [summary] = compareRuns(store, columns, summaries, { runIds: [runId] }).runs
      if (summary === undefined)
        throw new SwitchyardError('RUN_UNKNOWN', `there is no run “${runId}”`, { hint: 'choose another' })
      const reading = inspectRun(store, run, summary)
      if (run.status === 'done') {
        inspected.set(runId, reading)
        reading.catch(() => inspected.delete(runId))
        for (const [oldest] of inspected) if (inspected.size > MOST_INSPECTED) inspected.delete(oldest)
      }
      return reading
    },
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
