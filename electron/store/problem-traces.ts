import type { Step, Verdict } from '../../shared/report'
import type { CallDetail, ProblemDetail } from '../../shared/results-contract'
import { atomic } from './atomic'
import { rollupDropper } from './drop-rollup'
import type { InternedRows } from './interned'
import type { Db } from './open'

type Raw = Omit<ProblemDetail, 'repeats' | 'correction' | 'steps' | 'calls' | 'attempts' | 'graph' | 'escalated'> & {
  steps: string
  escalated: number
}

/** A call with what is not shown: the hash of what was asked, and what a walk reads. */
export type CallRow = CallDetail & { request: string | null; meanLogprob: number | null }

export type ProblemTrace = Omit<ProblemDetail, 'graph' | 'calls'> & { calls: CallRow[] }

/** One problem of a run with all that is kept of it, and a person's verdict on it. */
export function problemTraces(db: Db, interned: InternedRows) {
  const one = db.prepare<[string, number], Raw>(
    `select r.run_id as runId, r.ordinal, r.ordinal / runs.width as repeat, r.problem_id as problemId, p.question, p.answer_key as answerKey, p.category, p.difficulty,
       r.verdict, r.graded_by as gradedBy, r.answer, r.failure, r.confidence, r.usd, r.billed_usd as billedUsd,
       r.saved_usd as savedUsd, r.latency_ms as latencyMs, r.escalated, r.steps
     from results r join runs on runs.id = r.run_id
     join problems p on p.dataset_id = runs.dataset_id and p.ordinal = r.ordinal % runs.width
     where r.run_id = ? and r.ordinal = ?`,
  )
  const repeats = db.prepare<[{ runId: string; ordinal: number }], ProblemDetail['repeats'][number]>(
    `with recursive others (repeat) as
       (select 0 union all select repeat + 1 from others where repeat + 1 < (select repeats from runs where id = @runId))
     select r.ordinal, others.repeat, r.verdict from others join runs on runs.id = @runId
     join results r on r.run_id = runs.id and r.ordinal = others.repeat * runs.width + @ordinal % runs.width order by 2`,
  )
  const calls = db.prepare<[string, number], CallRow>(
    `select c.seq, s.node_id as nodeId, s.role, s.connection, s.model, c.source, c.state, c.sample, c.request,
       c.input_tokens as inputTokens, c.output_tokens as outputTokens, c.cache_read_tokens as cacheReadTokens,
       c.cache_write_tokens as cacheWriteTokens, c.reasoning_tokens as reasoningTokens, c.usd, c.billed_usd as billedUsd,
       c.reserved_usd as reservedUsd, c.latency_ms as latencyMs, c.answer, c.confidence, c.mean_logprob as meanLogprob, c.failure,
       c.request_id as requestId, c.sent_at as sentAt
     from every_call c join call_sites s on s.id = c.site_id where c.run_id = ? and c.ordinal = ? order by c.seq`,
  )
  const attempts = db.prepare<[string, number], ProblemDetail['attempts'][number]>(
    `select number, verdict, answer, failure, usd, billed_usd as billedUsd, retired_at as retiredAt
     from attempts where run_id = ? and ordinal = ? order by number`,
  )
  const correction = db.prepare<[string, number], NonNullable<ProblemDetail['correction']>>(
    'select graded, verdict, note, corrected_at as correctedAt from corrections where run_id = ? and ordinal = ?',
  )
  const corrections = db.prepare<[string], number>('select count(*) from corrections where run_id = ?').pluck()
  const putCorrection = db.prepare(
    `insert into corrections (run_id, ordinal, graded, verdict, note, corrected_at)
     select run_id, ordinal, verdict, @verdict, @note, @at from results where run_id = @runId and ordinal = @ordinal
     on conflict (run_id, ordinal) do update set verdict = @verdict, note = @note, corrected_at = @at`,
  )
  const dropCorrection = db.prepare('delete from corrections where run_id = ? and ordinal = ?')
  const setVerdict = db.prepare('update results set verdict = ? where run_id = ? and ordinal = ?')
  const dropRollup = rollupDropper(db)

  return {
    find(runId: string, ordinal: number): ProblemTrace | undefined {
      const raw = one.get(runId, ordinal)
      if (raw === undefined) return undefined
      const { steps, escalated, ...rest } = raw
      return {
        ...rest,
        escalated: escalated === 1,
        repeats: repeats.all({ runId, ordinal }),
        correction: correction.get(runId, ordinal) ?? null,
        steps: (JSON.parse(steps) as number[]).map((id): Step => interned.step(id)),
        calls: calls.all(runId, ordinal),
        attempts: attempts.all(runId, ordinal),
      }
    },
    /** How many verdicts of a run are a person's. */
    corrected: (runId: string): number => corrections.get(runId) ?? 0,
    /** Puts a person's verdict in the place of the grader's, which is kept beside it. */
    correct: atomic(db, (runId: string, ordinal: number, verdict: Verdict, note: string): void => {
      putCorrection.run({ runId, ordinal, verdict, note, at: Date.now() })
      setVerdict.run(verdict, runId, ordinal)
      dropRollup(runId)
    }),
    /** Gives the grader's verdict back. */
    uncorrect: atomic(db, (runId: string, ordinal: number): void => {
      const known = correction.get(runId, ordinal)
      if (known === undefined) return
      setVerdict.run(known.graded, runId, ordinal)
      dropCorrection.run(runId, ordinal)
      dropRollup(runId)
    }),
  }
}
export type ProblemTraces = ReturnType<typeof problemTraces>
