import type { Step } from '../../shared/report'
import type { CacheWrite, FinishedProblem } from '../../shared/run-record'
import { atomic } from './atomic'
import type { Db } from './open'

/** A result as a table shows it, with its problem. */
export interface ResultWithProblem extends Omit<FinishedProblem, 'calls' | 'cacheWrites' | 'gradedBy' | 'confidence'> {
  question: string
  answerKey: string | null
}

interface RawResult extends Omit<ResultWithProblem, 'steps' | 'escalated'> {
  steps: string
  escalated: number
}

export function resultsTable(db: Db) {
  const insertResult = db.prepare(
    `insert into results (run_id, ordinal, problem_id, verdict, graded_by, answer, confidence, failure, usd, latency_ms, escalated, steps, remembered)
     values (@runId, @ordinal, @problemId, @verdict, @gradedBy, @answer, @confidence, @failure, @usd, @latencyMs, @escalated, @steps, @remembered)`,
  )
  const insertCall = db.prepare(
    `insert into calls values (@runId, @ordinal, @seq, @nodeId, @role, @connection, @model, @sample,
       @inputTokens, @outputTokens, @usd, @latencyMs, @answer, @confidence, @failure)`,
  )
  const putCache = db.prepare(
    'insert or replace into cache_entries values (@namespace, @key, @answer, @confidence, @score, @writtenAt)',
  )
  const findCache = db.prepare<[string, string], Omit<CacheWrite, 'storage'>>(
    `select namespace, key, answer, confidence, score, written_at as writtenAt from cache_entries where namespace = ? and key = ?`,
  )
  const ordinals = db.prepare<[string], number>('select ordinal from results where run_id = ?').pluck()
  const remembered = db
    .prepare<[string], string>(
      'select remembered from results where run_id = ? and remembered is not null order by ordinal',
    )
    .pluck()
  const page = db.prepare<[string, number, number], RawResult>(
    `select r.ordinal, r.problem_id as problemId, p.question, p.answer_key as answerKey, r.verdict, r.answer, r.failure,
       r.usd, r.latency_ms as latencyMs, r.escalated, r.steps
     from results r join runs on runs.id = r.run_id
     join problems p on p.dataset_id = runs.dataset_id and p.problem_id = r.problem_id
     where r.run_id = ? order by r.ordinal limit ? offset ?`,
  )

  const firstFailure = db
    .prepare<[string], string>(
      `select failure from results where run_id = ? and verdict = 'failed' order by ordinal limit 1`,
    )
    .pluck()

  function appendOne(runId: string, result: FinishedProblem): void {
    const { calls, cacheWrites, steps, escalated, ...rest } = result
    const inMemory = cacheWrites.filter(({ storage }) => storage === 'memory')
    insertResult.run({
      ...rest,
      runId,
      escalated: escalated ? 1 : 0,
      steps: JSON.stringify(steps),
      remembered: inMemory.length === 0 ? null : JSON.stringify(inMemory),
    })
    for (const [seq, { usage, failure, ...call }] of calls.entries()) {
      insertCall.run({
        ...call,
        ...usage,
        runId,
        ordinal: result.ordinal,
        seq,
        failure: failure === null ? null : `${failure.reason}: ${failure.message}`,
      })
    }
    for (const write of cacheWrites) if (write.storage === 'sqlite') putCache.run(write)
  }

  return {
    /** Stores results with their calls and what caches keep, all or none. */
    append: atomic(db, (runId: string, results: readonly FinishedProblem[]) => {
      for (const result of results) appendOne(runId, result)
    }),
    finishedOrdinals: (runId: string): Set<number> => new Set(ordinals.all(runId)),
    /** What the memory caches of a run kept, in the order of its problems. */
    remembered: (runId: string): CacheWrite[] =>
      remembered.all(runId).flatMap((text) => JSON.parse(text) as CacheWrite[]),
    findCached: (namespace: string, key: string): CacheWrite | undefined => {
      const row = findCache.get(namespace, key)
      return row === undefined ? undefined : { ...row, storage: 'sqlite' }
    },
    firstFailure: (runId: string): string | undefined => firstFailure.get(runId),
    page: (runId: string, offset: number, limit: number): ResultWithProblem[] =>
      page
        .all(runId, limit, offset)
        .map((row) => ({ ...row, escalated: row.escalated === 1, steps: JSON.parse(row.steps) as Step[] })),
  }
}
export type ResultsTable = ReturnType<typeof resultsTable>
