import type { Figures } from '../../shared/evidence/summary'
import type { RunRollup } from '../../shared/run-rollup'
import type { Db } from './open'

/** What runs came to, beside their results. */
export function rollupsTable(db: Db) {
  const find = db.prepare<[string], string>('select body from run_rollups where run_id = ?').pluck()
  const put = db.prepare('insert or replace into run_rollups (run_id, finished, body) values (?, ?, ?)')
  const drop = db.prepare('delete from run_rollups where run_id = ?')
  return {
    find: (runId: string): RunRollup | undefined => {
      const body = find.get(runId)
      if (body === undefined) return undefined
      const { figures, ...rest } = JSON.parse(body) as RunRollup
      return { ...rest, figures: withWalks(figures) }
    },
    put: (runId: string, rollup: RunRollup): void => void put.run(runId, rollup.figures.walks, JSON.stringify(rollup)),
    /** To be called before a run goes on. */
    drop: (runId: string): void => void drop.run(runId),
  }
}
export type RollupsTable = ReturnType<typeof rollupsTable>

/** Those that were kept before there were repeats are of runs that walked each problem once. */
function withWalks(figures: Omit<Figures, 'walks' | 'repeated'> & Partial<Figures>): Figures {
  return { walks: figures.problems, repeated: null, ...figures }
}
