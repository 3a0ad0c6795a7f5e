import type { Step } from '../../shared/report'
import type { CacheWrite, FinishedProblem } from '../../shared/run-record'
import { GatheredRows } from './encode-results'
import type { InternedRows } from './interned'
import type { Db } from './open'
import type { AnswerToKeep } from './outcomes'
import { runRowsWriter } from './write-rows'

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

/** What a memory cache keeps, as `encodeResults` writes it. */
type Remembered = [namespace: string, key: string, writtenAt: number, score: number | null, usd: number | null]

interface RememberedRow {
  remembered: string
  answer: string
  confidence: number | null
}

/** The results of one run on their way into the database. */
export interface GatheredResults {
  /** To be stored; nothing holds on to it. */
  add: (result: FinishedProblem) => void
  /** A simulated answer that becomes an outcome, stored with the results. */
  addAnswer: (answer: AnswerToKeep) => void
  /** Stores what was added since with its calls and what caches keep, all or none. */
  store: () => void
}

export function resultsTable(db: Db, interned: InternedRows) {
  const write = runRowsWriter(db)
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

  function gather(runId: string): GatheredResults {
    const gathered = new GatheredRows(runId, interned)
    return {
      add: (result) => gathered.add(result),
      addAnswer: (answer) => gathered.addAnswer(answer),
      store: () => {
        const rows = gathered.take()
        write(rows)
        interned.stored(rows.interned)
      },
    }
  }

  return {
    gather,
    /** Stores results at once, all or none. */
    append: (runId: string, results: readonly FinishedProblem[]): void => {
      const gathered = gather(runId)
      for (const result of results) gathered.add(result)
      gathered.store()
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
