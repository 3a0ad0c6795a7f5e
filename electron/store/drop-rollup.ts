import type { Db } from './open'

/** For whoever adds, changes or removes results: in the same transaction, so that no kill leaves what is older than they are. */
export function rollupDropper(db: Db): (runId: string) => void {
  const drops = ['run_rollups', 'run_columns'].map((table) => db.prepare(`delete from ${table} where run_id = ?`))
  return (runId) => {
    for (const drop of drops) drop.run(runId)
  }
}
