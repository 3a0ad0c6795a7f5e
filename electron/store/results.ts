import type { Step } from '../../shared/report'
import type { CacheWrite, CallRecord, FinishedProblem } from '../../shared/run-record'
import { atomicSoon } from './atomic'
import { bulkInsert, type Value } from './bulk'
import type { InternedRows } from './interned'
import type { Db } from './open'
import { isInLedger, packCalls } from './packed-calls'
import { rollupDropper } from './rollups'

/** A result as a table shows it, with its problem. */
export interface ResultWithProblem
  extends Omit<FinishedProblem, 'calls' | 'cacheWrites' | 'gradedBy' | 'billedUsd' | 'savedUsd'> {
  /** Which walk of its problem, from 0. */
  repeat: number
  question: string
  answerKey: string | null
}

interface RawResult extends Omit<ResultWithProblem, 'steps' | 'escalated'> {
  steps: string
  escalated: number
}

/** What a memory cache keeps, as short as it can be: answer and confidence are the result's own. */
type Remembered = [namespace: string, key: string, writtenAt: number, score: number | null, usd: number | null]

interface RememberedRow {
  remembered: string
  answer: string
  confidence: number | null
}

export function resultsTable(db: Db, interned: InternedRows) {
  const insertResults = bulkInsert(
    db,
    `results (run_id, ordinal, problem_id, verdict, graded_by, answer, confidence, failure, usd, billed_usd, saved_usd,
       latency_ms, escalated, steps, remembered, calls)`,
    16,
  )
  const insertCalls = bulkInsert(
    db,
    `calls (run_id, ordinal, seq, site_id, source, state, sample, input_tokens, output_tokens, cache_read_tokens,
       cache_write_tokens, reasoning_tokens, usd, billed_usd, latency_ms, answer, confidence, mean_logprob, failure)`,
    19,
  )
  const putCache = db.prepare(
    `insert or replace into cache_entries (namespace, key, answer, confidence, score, usd, written_at)
     values (@namespace, @key, @answer, @confidence, @score, @usd, @writtenAt)`,
  )
  const findCache = db.prepare<[string, string], Omit<CacheWrite, 'storage'>>(
    `select namespace, key, answer, confidence, score, usd, written_at as writtenAt from cache_entries where namespace = ? and key = ?`,
  )
  const ordinals = db.prepare<[string], number>('select ordinal from results where run_id = ?').pluck()
  const remembered = db.prepare<[string], RememberedRow>(
    'select remembered, answer, confidence from results where run_id = ? and remembered is not null order by ordinal',
  )
  const page = db.prepare<[string, number, number], RawResult>(
    `select r.ordinal, r.ordinal / runs.width as repeat, r.problem_id as problemId, p.question, p.answer_key as answerKey, r.verdict, r.answer, r.confidence,
       r.failure, r.usd, r.latency_ms as latencyMs, r.escalated, r.steps
     from results r join runs on runs.id = r.run_id
     join problems p on p.dataset_id = runs.dataset_id and p.problem_id = r.problem_id
     where r.run_id = ? order by r.ordinal limit ? offset ?`,
  )
  const firstFailure = db
    .prepare<[string], string>(
      `select failure from results where run_id = ? and verdict = 'failed' order by ordinal limit 1`,
    )
    .pluck()

  function addResult(rows: Value[], runId: string, result: FinishedProblem): void {
    const { ordinal, problemId, verdict, gradedBy, answer, confidence, failure, calls, cacheWrites } = result
    const { usd, billedUsd, savedUsd, latencyMs } = result
    const escalated = result.escalated ? 1 : 0
    const steps = pathText(result.steps)
    const remembered = cacheWrites.length === 0 ? null : rememberedText(cacheWrites)
    rows.push(runId, ordinal, problemId, verdict, gradedBy, answer, confidence, failure)
    rows.push(usd, billedUsd, savedUsd, latencyMs, escalated, steps, remembered, packCalls(calls, answer, interned))
  }

  function pathText(steps: readonly Step[]): string {
    let text = ''
    for (const step of steps) text += text === '' ? interned.stepId(step) : `,${interned.stepId(step)}`
    return `[${text}]`
  }

  function addCall(rows: Value[], runId: string, ordinal: number, call: CallRecord): void {
    const { seq, source, state, sample, usage, usd, billedUsd, latencyMs, answer, confidence, meanLogprob } = call
    const failure = call.failure === null ? null : `${call.failure.reason}: ${call.failure.message}`
    rows.push(runId, ordinal, seq, interned.siteId(call), source, state, sample)
    rows.push(usage.inputTokens, usage.outputTokens)
    rows.push(usage.cacheReadTokens ?? null, usage.cacheWriteTokens ?? null, usage.reasoningTokens ?? null)
    rows.push(usd, billedUsd, latencyMs, answer, confidence, meanLogprob, failure)
  }

  const dropRollup = rollupDropper(db)
  // Live calls are in the ledger before: a result that a power cut takes is walked again on the answers that were paid.
  const appendAll = atomicSoon(db, (runId: string, results: readonly FinishedProblem[]) => {
    const [rows, calls]: [Value[], Value[]] = [[], []]
    for (const result of results) {
      addResult(rows, runId, result)
      for (const call of result.calls)
        if (isInLedger(call) && !call.written) addCall(calls, runId, result.ordinal, call)
      for (const write of result.cacheWrites) if (write.storage === 'sqlite') putCache.run(write)
    }
    insertResults(rows)
    insertCalls(calls)
    dropRollup(runId)
  })

  return {
    /** Stores results with their calls and what caches keep, all or none. */
    append: (runId: string, results: readonly FinishedProblem[]): void => {
      try {
        appendAll(runId, results)
      } catch (error) {
        interned.forget()
        throw error
      }
    },
    finishedOrdinals: (runId: string): Set<number> => new Set(ordinals.all(runId)),
    /** What the memory caches of a run kept, in the order of its problems. */
    *remembered(runId: string): Generator<CacheWrite> {
      for (const { remembered: text, answer, confidence } of remembered.iterate(runId)) {
        for (const [namespace, key, writtenAt, score, usd] of JSON.parse(text) as Remembered[])
          yield { storage: 'memory', namespace, key, answer, confidence, score, usd, writtenAt }
      }
    },
    findCached: (namespace: string, key: string): CacheWrite | undefined => {
      const row = findCache.get(namespace, key)
      return row === undefined ? undefined : { ...row, storage: 'sqlite' }
    },
    firstFailure: (runId: string): string | undefined => firstFailure.get(runId),
    page: (runId: string, offset: number, limit: number): ResultWithProblem[] =>
      page.all(runId, limit, offset).map((row) => ({
        ...row,
        escalated: row.escalated === 1,
        steps: (JSON.parse(row.steps) as number[]).map((id): Step => interned.step(id)),
      })),
  }
}
export type ResultsTable = ReturnType<typeof resultsTable>

function rememberedText(writes: readonly CacheWrite[]): string | null {
  let text = ''
  for (const { storage, namespace, key, writtenAt, score, usd } of writes)
    if (storage === 'memory')
      text += `${text === '' ? '' : ','}[${JSON.stringify(namespace)},"${key}",${writtenAt},${score},${usd}]`
  return text === '' ? null : `[${text}]`
}
