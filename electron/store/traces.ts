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

/** Ways of problems through runs, and recorded answers, as the forms of a design show what a setting would do. */
export function tracesTable(db: Db, interned: InternedRows) {
  const problems = db.prepare<[string, number], RawTrace>(
    `select r.ordinal, p.category, p.answer_key as answerKey, r.verdict, r.steps
     from results r join runs on runs.id = r.run_id
     join problems p on p.dataset_id = runs.dataset_id and p.problem_id = r.problem_id
     where r.run_id = ? order by r.ordinal limit ?`,
  )
  const calls = db.prepare<[string, number], TracedCall>(
    `select s.node_id as nodeId, c.answer, c.usd, c.latency_ms as latencyMs, o.score
     from calls c join call_sites s on s.id = c.site_id join results r on r.run_id = c.run_id and r.ordinal = c.ordinal
     join runs on runs.id = c.run_id
     left join outcomes o on c.source = 'recorded' and o.request = '' and o.dataset_id = runs.dataset_id
       and o.problem_id = r.problem_id and o.model = s.model and o.sample = c.sample
     where c.run_id = ? and c.ordinal = ? order by c.seq`,
  )
  const outcomes = db.prepare<[string, number, number], RecordedAnswer>(
    `select o.answer, o.confidence, o.score, o.usd, o.latency_ms as latencyMs, p.category, p.answer_key as answerKey
     from problems p join outcomes o on o.dataset_id = p.dataset_id and o.problem_id = p.problem_id
       and o.model = ? and o.request = '' and o.sample = 0
     where p.dataset_id = ? order by p.ordinal limit ?`,
  )
  return {
    /** The first so many problems of a run, each with its calls. */
    *ofRun(runId: string, most: number): Generator<TracedProblem> {
      for (const { ordinal, steps, ...rest } of problems.all(runId, most)) {
        yield { ...rest, steps: (JSON.parse(steps) as number[]).map(interned.step), calls: calls.all(runId, ordinal) }
      }
    },
    /** The first recorded answer of a model to each problem of a dataset. */
    recorded: (datasetId: number, model: string, most: number): RecordedAnswer[] =>
      outcomes.all(model, datasetId, most),
  }
}
export type TracesTable = ReturnType<typeof tracesTable>

export interface RecordedAnswer {
  answer: string | null
  confidence: number | null
  score: number | null
  usd: number | null
  latencyMs: number | null
  category: string | null
  answerKey: string | null
}
