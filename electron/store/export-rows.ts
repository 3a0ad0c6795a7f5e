import type { Step } from '../../shared/report'
import { placesOf } from './call-figures'
import type { InternedRows } from './interned'
import type { Db } from './open'

export type Cell = string | number | null
export type ExportRow = Record<string, Cell>

const PAGE = 1000

/** Everything of a run in flat rows, read in pages. */
export function exportRows(db: Db, interned: InternedRows) {
  const results = db.prepare<[string, number, number], ExportRow & { place: number; steps: string }>(
    `select r.ordinal as place, r.ordinal % runs.width as ordinal, r.ordinal / runs.width + 1 as repeat, r.problem_id as problemId, p.category, p.difficulty, p.question, p.answer_key as answerKey, r.answer,
       r.verdict, r.graded_by as gradedBy, c.graded as graderVerdict, c.note as correctionNote, r.failure, r.confidence, r.usd,
       r.billed_usd as billedUsd, r.saved_usd as savedUsd, r.latency_ms as latencyMs, r.escalated, r.steps
     from results r join runs on runs.id = r.run_id
     join problems p on p.dataset_id = runs.dataset_id and p.ordinal = r.ordinal % runs.width
     left join corrections c on c.run_id = r.run_id and c.ordinal = r.ordinal
     where r.run_id = ? and r.ordinal > ? order by r.ordinal limit ?`,
  )
  const places = placesOf(db)
  const placed = 'c.ordinal % runs.width as ordinal, c.ordinal / runs.width + 1 as repeat'
  const columns = `s.node_id as node, s.role, s.connection, s.model, c.source, c.state, c.sample, c.input_tokens as inputTokens,
    c.output_tokens as outputTokens, c.cache_read_tokens as cacheReadTokens, c.cache_write_tokens as cacheWriteTokens,
    c.reasoning_tokens as reasoningTokens, c.usd, c.billed_usd as billedUsd, c.reserved_usd as reservedUsd,
    c.latency_ms as latencyMs, c.answer, c.confidence, c.mean_logprob as meanLogprob, c.failure, c.request_id as requestId,
    c.request as requestHash, c.sent_at as sentAt`
  const joins = `join call_sites s on s.id = c.site_id join runs on runs.id = c.run_id
    join problems p on p.dataset_id = runs.dataset_id and p.ordinal = c.ordinal % runs.width`
  const calls = db.prepare<[string, number, number], ExportRow>(
    `select ${placed}, p.problem_id as problemId, c.seq, null as retiredAttempt, ${columns} from every_call c ${joins}
     where c.run_id = ? and c.ordinal between ? and ? order by c.ordinal, c.seq`,
  )
  const retired = db.prepare<[string, number, number], ExportRow>(
    `select ${placed}, p.problem_id as problemId, c.seq, c.number as retiredAttempt, ${columns} from retired_calls c ${joins}
     where c.run_id = ? order by c.ordinal, c.number, c.seq limit ? offset ?`,
  )

  return {
    /** In dataset order, repeat after repeat (from 1), with the steps. */
    *results(runId: string): Generator<{ row: ExportRow; steps: Step[] }> {
      for (let after = -1; ; ) {
        const page = results.all(runId, after, PAGE)
        for (const { place: _, steps, ...row } of page)
          yield { row, steps: (JSON.parse(steps) as number[]).map((id): Step => interned.step(id)) }
        if (page.length < PAGE) return
        after = page.at(-1)?.place ?? after
      }
    },
    /** In the same order; those of attempts that were walked again come last, with the attempt's number. */
    *calls(runId: string): Generator<ExportRow> {
      for (const [from, to] of places(runId)) yield* calls.all(runId, from, to)
      // Not by a cursor: while one is open the connection refuses whatever a run wants to write.
      for (let offset = 0; ; offset += PAGE) {
        const page = retired.all(runId, PAGE, offset)
        yield* page
        if (page.length < PAGE) return
      }
    },
  }
}
export type ExportRows = ReturnType<typeof exportRows>
