import { atomic } from './atomic'
import { rollupDropper } from './drop-rollup'
import type { Db } from './open'

export interface RunNotes {
  id: string
  name: string
  tags: readonly string[]
  notes: string
}

/** A row's numbers and what SQLite adds to it, in bytes, about. */
const ROW_BYTES = 90

/** What people make of runs: how they name them, which problems they choose and which they want walked again. */
export function keptRunsTable(db: Db) {
  const describe = db.prepare('update runs set name = @name, tags = @tags, notes = @notes where id = @id')
  const bytesOf = (texts: readonly string[], table: string): string =>
    `select coalesce(sum(${[...texts.map((text) => `coalesce(octet_length(${text}), 0)`), String(ROW_BYTES)].join(' + ')}), 0)
     from ${table} where run_id = @id`
  const size = db
    .prepare<[{ id: string }], number>(
      `select (${bytesOf(['answer', 'failure', 'steps', 'remembered', 'problem_id', 'calls'], 'results')})
         + (${bytesOf(['answer', 'failure', 'request', 'request_id'], 'calls')})
         + (${bytesOf(['answer', 'failure'], 'attempts')}) + (${bytesOf(['answer', 'failure'], 'retired_calls')})
         + coalesce((select octet_length(body) from run_columns where run_id = @id), 0)`,
    )
    .pluck()
  const choose = db.prepare(
    'insert into run_problems (run_id, ordinal) select ?, value from json_each(?) where true on conflict do nothing',
  )
  const chosen = db
    .prepare<[string], number>('select ordinal from run_problems where run_id = ? order by ordinal')
    .pluck()
  const setSelection = db.prepare('update runs set selection = ? where id = ?')
  const among = `run_id = @id and ordinal in (select value from json_each(@ordinals))`
  const keepAttempts = db.prepare(
    `insert into attempts (run_id, ordinal, number, verdict, answer, failure, usd, billed_usd, saved_usd, latency_ms, retired_at)
     select run_id, ordinal, 1 + coalesce((select max(number) from attempts a where a.run_id = r.run_id and a.ordinal = r.ordinal), 0),
       verdict, answer, failure, usd, billed_usd, saved_usd, latency_ms, @at
     from results r where ${among}`,
  )
  const callColumns = `seq, site_id, source, state, sample, request, reserved_usd, input_tokens, output_tokens, cache_read_tokens,
    cache_write_tokens, reasoning_tokens, usd, billed_usd, latency_ms, answer, confidence, mean_logprob, failure, request_id, sent_at`
  const keepCalls = db.prepare(
    `insert into retired_calls (run_id, ordinal, number, ${callColumns})
     select run_id, ordinal, (select max(number) from attempts a where a.run_id = c.run_id and a.ordinal = c.ordinal), ${callColumns}
     from calls c where ${among} and source = 'live' and exists (select 1 from results r where r.run_id = c.run_id and r.ordinal = c.ordinal)`,
  )
  const dropCalls = db.prepare(
    `delete from calls where ${among} and exists (select 1 from results r where r.run_id = calls.run_id and r.ordinal = calls.ordinal)`,
  )
  const dropBatched = db.prepare(`delete from batched_calls where ${among}`)
  const dropCorrections = db.prepare(`delete from corrections where ${among}`)
  const dropResults = db.prepare(`delete from results where ${among}`)
  // A program that is killed now leaves a run that can go on.
  const reopen = db.prepare("update runs set status = 'interrupted', ended_at = null where id = ?")
  const dropRollup = rollupDropper(db)

  const setConcurrency = db.prepare('update runs set concurrency = ? where id = ?')

  return {
    setConcurrency: (id: string, concurrency: number): void => void setConcurrency.run(concurrency, id),
    describe: ({ id, name, tags, notes }: RunNotes): void =>
      void describe.run({ id, name, tags: JSON.stringify(tags), notes }),
    /** What a run takes in the database, in bytes, about. */
    size: (id: string): number => size.get({ id }) ?? 0,
    /** Chooses the problems of a run that has not begun. `selection` says how, as JSON. */
    choose: atomic(db, (id: string, selection: string, ordinals: readonly number[]): void => {
      setSelection.run(selection, id)
      choose.run(id, JSON.stringify(ordinals))
    }),
    /** The problems that a run chose, in dataset order; none where it takes the first `total`. */
    chosen: (id: string): number[] => chosen.all(id),
    /**
     * Puts finished problems of a run aside, so that they are walked again when it goes on. What came of them is kept as an
     * attempt, and their live calls as rows that count towards what was billed and are never answered from.
     */
    retire: atomic(db, (id: string, ordinals: readonly number[]): number => {
      const wanted = { id, ordinals: JSON.stringify(ordinals) }
      keepAttempts.run({ ...wanted, at: Date.now() })
      keepCalls.run(wanted)
      dropCalls.run(wanted)
      dropBatched.run(wanted)
      dropCorrections.run(wanted)
      const { changes } = dropResults.run(wanted)
      if (changes > 0) {
        reopen.run(id)
        dropRollup(id)
      }
      return changes
    }),
  }
}
export type KeptRunsTable = ReturnType<typeof keptRunsTable>
