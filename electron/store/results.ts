import type { Step } from '../../shared/report'
import type { CacheWrite, CallRecord, FinishedProblem } from '../../shared/run-record'
import { atomic } from './atomic'
import { bulkInsert, type Value } from './bulk'
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
  const insertResults = bulkInsert(
    db,
    'results (run_id, ordinal, problem_id, verdict, graded_by, answer, confidence, failure, usd, latency_ms, escalated, steps, remembered)',
    13,
  )
  const insertCalls = bulkInsert(
    db,
    `calls (run_id, ordinal, seq, node_id, role, connection, model, sample, input_tokens, output_tokens, usd, latency_ms,
       answer, confidence, failure)`,
    15,
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

  function append(runId: string, batch: readonly FinishedProblem[]): void {
    const [rows, calls]: [Value[], Value[]] = [[], []]
    for (const result of batch) {
      addResult(rows, runId, result)
      for (const [seq, call] of result.calls.entries()) addCall(calls, runId, result.ordinal, seq, call)
      for (const write of result.cacheWrites) if (write.storage === 'sqlite') putCache.run(write)
    }
    insertResults(rows)
    insertCalls(calls)
  }

  return {
    /** Stores results with their calls and what caches keep, all or none. */
    append: atomic(db, append),
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

function addResult(rows: Value[], runId: string, result: FinishedProblem): void {
  const { ordinal, problemId, verdict, gradedBy, answer, confidence, failure, usd, latencyMs } = result
  const inMemory = result.cacheWrites.filter(({ storage }) => storage === 'memory')
  const remembered = inMemory.length === 0 ? null : JSON.stringify(inMemory)
  const [escalated, steps] = [result.escalated ? 1 : 0, JSON.stringify(result.steps)]
  rows.push(runId, ordinal, problemId, verdict, gradedBy, answer, confidence, failure)
  rows.push(usd, latencyMs, escalated, steps, remembered)
}

function addCall(rows: Value[], runId: string, ordinal: number, seq: number, call: CallRecord): void {
  const { nodeId, role, connection, model, sample, usage, usd, latencyMs, answer, confidence } = call
  const failure = call.failure === null ? null : `${call.failure.reason}: ${call.failure.message}`
  rows.push(runId, ordinal, seq, nodeId, role, connection, model, sample)
  rows.push(usage.inputTokens, usage.outputTokens, usd, latencyMs, answer, confidence, failure)
}
