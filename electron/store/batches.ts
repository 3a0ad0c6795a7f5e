import type { BatchName } from '../../shared/ledger/entries'
import type { Price, PriceQuote } from '../../shared/ledger/price'
import type { Db } from './open'

export interface LeftCallRow {
  ordinal: number
  seq: number
  problemId: string
  model: string
  request: string
  /** Which of the answers to this request was asked for, from 0. */
  again: number
  quote: PriceQuote | null
  reservedUsd: number | null
}

/** A batch whose results were not fetched, with those of its calls of which nothing is known yet. */
export interface LeftBatchRow extends BatchName {
  calls: LeftCallRow[]
}

/** What is told of the batches of a run. */
export interface BatchRow extends BatchName {
  submittedAt: number
  /** `null`: it is with the provider. */
  collectedAt: number | null
  calls: number
  /** Calls that expired or were not done in it. */
  notDone: number
}

interface RawLeft extends Omit<LeftCallRow, 'quote'>, BatchName {
  price: string | null
  source: string | null
  version: string | null
}

export function batchesTable(db: Db) {
  const insert = db
    .prepare<[string, string, string, number, number], number>(
      'insert into batches (run_id, connection, name, calls, submitted_at) values (?, ?, ?, ?, ?) returning id',
    )
    .pluck()
  const join = db.prepare('insert into batched_calls (run_id, ordinal, seq, batch_id) values (?, ?, ?, ?)')
  const part = db.prepare('delete from batched_calls where run_id = ? and ordinal = ? and seq = ?')
  const collect = db.prepare(
    'update batches set collected_at = ?, not_done = not_done + ? where run_id = ? and connection = ? and name = ?',
  )
  const partAll = db.prepare(
    'delete from batched_calls where batch_id = (select id from batches where run_id = ? and connection = ? and name = ?)',
  )
  // Its program was killed between the last of its results and this.
  const finish = db.prepare(
    `update batches set collected_at = ? where run_id = ? and collected_at is null and not exists
       (select 1 from batched_calls o join calls c on c.run_id = o.run_id and c.ordinal = o.ordinal and c.seq = o.seq
        where o.batch_id = batches.id and c.state = 'sent')`,
  )
  const left = db.prepare<[string], RawLeft>(
    `select b.connection, b.name as id, c.ordinal, c.seq, p.problem_id as problemId, s.model, c.request,
       r.repeats * (select count(*) from calls e where e.run_id = c.run_id and e.ordinal = c.ordinal and e.seq < c.seq
         and e.request = c.request) + c.ordinal / r.width as again,
       c.reserved_usd as reservedUsd, q.body as price, q.source, q.version
     from batches b join batched_calls o on o.batch_id = b.id
     join calls c on c.run_id = o.run_id and c.ordinal = o.ordinal and c.seq = o.seq and c.state = 'sent'
     join call_sites s on s.id = c.site_id left join quotes q on q.id = s.quote_id
     join runs r on r.id = b.run_id join problems p on p.dataset_id = r.dataset_id and p.ordinal = c.ordinal % r.width
     where b.run_id = ? order by b.id, c.ordinal, c.seq`,
  )
  const list = db.prepare<[string], BatchRow>(
    `select connection, name as id, submitted_at as submittedAt, collected_at as collectedAt, not_done as notDone,
       calls from batches where run_id = ? order by id`,
  )
  return {
    add(runId: string, { connection, id }: BatchName, at: number, calls: readonly { ordinal: number; seq: number }[]) {
      const batchId = insert.get(runId, connection, id, calls.length, at)
      for (const { ordinal, seq } of calls) join.run(runId, ordinal, seq, batchId)
    },
    /** The call was not done in its batch, and may go into another. */
    part: (runId: string, ordinal: number, seq: number): void => void part.run(runId, ordinal, seq),
    collect: (runId: string, { connection, id }: BatchName, at: number, notDone: number): void => {
      collect.run(at, notDone, runId, connection, id)
      partAll.run(runId, connection, id)
    },
    /** What is with providers. */
    left(runId: string): LeftBatchRow[] {
      finish.run(Date.now(), runId)
      const batches: LeftBatchRow[] = []
      for (const { connection, id, price, source, version, ...call } of left.iterate(runId)) {
        let batch = batches.at(-1)
        if (batch?.connection !== connection || batch.id !== id) {
          batch = { connection, id, calls: [] }
          batches.push(batch)
        }
        const quote =
          price === null ? null : { price: JSON.parse(price) as Price, source: source ?? '', version: version ?? '' }
        batch.calls.push({ ...call, quote })
      }
      return batches
    },
    list: (runId: string): BatchRow[] => list.all(runId),
  }
}
export type BatchesTable = ReturnType<typeof batchesTable>
