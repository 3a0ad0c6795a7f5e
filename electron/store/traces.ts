import type { TracedCall, TracedProblem } from '../../shared/evidence/trace-to-gate'
import type { Verdict } from '../../shared/report'
import type { InternedRows } from './interned'
import type { Db } from './open'

interface RawTrace {
  ordinal: number
  category: string | null
  answerKey: string | null
  verdict: Verdict
  steps: string
}

const PAGE = 1000

/** Ways of problems through runs, and recorded answers, as the forms of a design show what a setting would do. */
export function tracesTable(db: Db, interned: InternedRows) {
  const datasetOf = db.prepare<[string], number>('select dataset_id from runs where id = ?').pluck()
  const problems = db.prepare<[string, number, number], RawTrace>(
    `select r.ordinal, p.category, p.answer_key as answerKey, r.verdict, r.steps
     from results r join runs on runs.id = r.run_id
     join problems p on p.dataset_id = runs.dataset_id and p.problem_id = r.problem_id
     where r.run_id = ? and r.ordinal > ? and r.ordinal < runs.width order by r.ordinal limit ?`,
  )
  // The primary key gives them in this order. A recorded call alone has a grade, and alone is looked up.
  const calls = db.prepare<[number, string, number, number], TracedCall & { ordinal: number }>(
    `select c.ordinal, s.node_id as nodeId, c.answer, c.usd, c.latency_ms as latencyMs,
       case c.source when 'recorded' then (
         select o.score from outcomes o join results r on r.run_id = c.run_id and r.ordinal = c.ordinal
         where o.dataset_id = ? and o.problem_id = r.problem_id and o.model = s.model and o.request = '' and o.sample = c.sample
       ) end as score
     from every_call c join call_sites s on s.id = c.site_id
     where c.run_id = ? and c.ordinal between ? and ? order by c.ordinal, c.seq`,
  )
  const outcomes = db.prepare<[string, number, number], RecordedAnswer>(
    `select o.answer, o.confidence, o.score, o.usd, o.latency_ms as latencyMs, p.category, p.answer_key as answerKey
     from problems p join outcomes o on o.dataset_id = p.dataset_id and o.problem_id = p.problem_id
       and o.model = ? and o.request = '' and o.sample = 0
     where p.dataset_id = ? order by p.ordinal limit ?`,
  )
  return {
    /** The first so many problems of a run, each with its calls: of several walks the first, for the others tell little more. */
    *ofRun(runId: string, most: number): Generator<TracedProblem> {
      const datasetId = datasetOf.get(runId) ?? 0
      for (let left = most, after = -1; left > 0; left -= PAGE) {
        const page = problems.all(runId, after, Math.min(left, PAGE))
        const last = page.at(-1)?.ordinal
        if (last === undefined) return
        const made = callsByOrdinal(calls.all(datasetId, runId, after + 1, last))
        for (const { ordinal, steps, ...rest } of page) {
          const ids = JSON.parse(steps) as number[]
          yield { ...rest, steps: ids.map(interned.step), calls: made.get(ordinal) ?? [] }
        }
        after = last
      }
    },
    /** The first recorded answer of a model to each problem of a dataset. */
    recorded: (datasetId: number, model: string, most: number): RecordedAnswer[] =>
      outcomes.all(model, datasetId, most),
  }
}
export type TracesTable = ReturnType<typeof tracesTable>

function callsByOrdinal(calls: readonly (TracedCall & { ordinal: number })[]): Map<number, TracedCall[]> {
  const byOrdinal = new Map<number, TracedCall[]>()
  for (const call of calls) {
    const known = byOrdinal.get(call.ordinal)
    if (known === undefined) byOrdinal.set(call.ordinal, [call])
    else known.push(call)
  }
  return byOrdinal
}

export interface RecordedAnswer {
  answer: string | null
  confidence: number | null
  score: number | null
  usd: number | null
  latencyMs: number | null
  category: string | null
  answerKey: string | null
}
