import { packColumns, unpackColumns } from '../../shared/evidence/pack-columns'
import { allRows, type RunColumns, summariseRows } from '../../shared/evidence/run-columns'
import type { Figures } from '../../shared/evidence/summary'
import type { RunRollup } from '../../shared/run-rollup'
import { atomic } from './atomic'
import { rollupDropper } from './drop-rollup'
import type { Db } from './open'

/** Packed they stand in memory three times for a moment, when a large run holds the most that it ever does. */
const MOST_AT_THE_END = 500_000

/** What runs came to and the columns of their results, beside these results. Neither is ever older than they are. */
export function rollupsTable(db: Db) {
  const find = db.prepare<[string], string>('select body from run_rollups where run_id = ?').pluck()
  const put = db.prepare('insert or replace into run_rollups (run_id, finished, body) values (?, ?, ?)')
  const columns = db.prepare<[string], Uint8Array>('select body from run_columns where run_id = ?').pluck()
  const putColumns = db.prepare('insert or replace into run_columns (run_id, body) values (?, ?)')
  const keepColumns = (runId: string, of: RunColumns): void => void putColumns.run(runId, packColumns(of))
  function readColumns(runId: string): RunColumns | undefined {
    const packed = columns.get(runId)
    return packed === undefined ? undefined : unpackColumns(packed)
  }
  return {
    find: (runId: string): RunRollup | undefined => {
      const body = find.get(runId)
      if (body === undefined) return undefined
      const { figures, ...rest } = JSON.parse(body) as RunRollup
      return { ...rest, figures: withTimes(withWalks(figures), () => readColumns(runId)) }
    },
    columns: readColumns,
    /** To be called when a run has ended. The columns of a very large one are kept when they are first asked for. */
    put: atomic(db, (runId: string, rollup: RunRollup, of: RunColumns): void => {
      put.run(runId, rollup.figures.walks, JSON.stringify(rollup))
      if (of.ordinals.length <= MOST_AT_THE_END) keepColumns(runId, of)
    }),
    /** For a run that ended when none were kept. */
    keepColumns,
    /** To be called before a run goes on. */
    drop: atomic(db, rollupDropper(db)),
  }
}
export type RollupsTable = ReturnType<typeof rollupsTable>

/** Those that were kept before there were repeats are of runs that walked each problem once. */
function withWalks(figures: Omit<Figures, 'walks' | 'repeated'> & Partial<Figures>): Figures {
  return { walks: figures.problems, repeated: null, ...figures }
}

/** Those that were kept before percentiles left out what failed before it began counted it as taking no time. */
function withTimes(figures: Figures, columns: () => RunColumns | undefined): Figures {
  if (!(figures.failed > 0) || figures.untimed !== undefined) return figures
  const of = columns()
  if (of === undefined) return figures
  const { latencyMs, untimed } = summariseRows(of, allRows(of))
  return { ...figures, latencyMs, ...(untimed === undefined ? {} : { untimed }) }
}
