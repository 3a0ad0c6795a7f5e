import { CallsFold, type MeasuredCall } from '../../shared/evidence/calls-fold'
import type { Verdict } from '../../shared/report'
import type { Db } from './open'

interface PlacedCall extends MeasuredCall {
  ordinal: number
  verdict: Verdict | null
}

/** How many problems' calls are read at once: ordered in memory, and soon done, so that other work is not kept waiting. */
const PAGE = 1000

/** The places of a run's walks, so many at a time: what is read of every call of a run is read in these. */
export function placesOf(db: Db) {
  const last = db
    .prepare<[{ runId: string }], number>(
      `select max(coalesce((select max(ordinal) from results where run_id = @runId), -1),
         coalesce((select max(ordinal) from calls where run_id = @runId), -1))`,
    )
    .pluck()
  return function* places(runId: string): Generator<[from: number, to: number]> {
    const end = last.get({ runId }) ?? -1
    for (let from = 0; from <= end; from += PAGE) yield [from, from + PAGE - 1]
  }
}

/** What the calls of a run came to, by its rows: by node and by model. */
export function callFigures(db: Db) {
  const places = placesOf(db)
  const page = db.prepare<[string, number, number], PlacedCall>(
    `select c.ordinal, s.node_id as nodeId, c.source, s.connection, s.model, c.usd, c.latency_ms as latencyMs, r.verdict
     from every_call c join call_sites s on s.id = c.site_id
     left join results r on r.run_id = c.run_id and r.ordinal = c.ordinal
     where c.run_id = ? and c.ordinal between ? and ? order by c.ordinal, c.seq`,
  )
  return (runId: string): Pick<CallsFold, 'nodes' | 'models' | 'sources'> => {
    const fold = new CallsFold()
    for (const [from, to] of places(runId))
      for (const call of page.all(runId, from, to)) fold.add(call, call.ordinal, call.verdict)
    return fold
  }
}
