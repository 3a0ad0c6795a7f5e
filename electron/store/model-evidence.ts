import { grade } from '../../shared/grading/grade'
import type { Db } from './open'

/** What the outcomes of one model for one dataset say. Unknown figures are null. */
export interface ModelEvidenceRow {
  model: string
  dataset: string
  outcomes: number
  /** Outcomes that can be graded, by their own score or by the answer key, and how many of these are right. */
  graded: number
  correct: number
  /** Dollars of the graded ones; null where one is unknown. */
  usd: number | null
  /** 95th percentile by nearest rank; null where one latency is unknown. */
  p95Ms: number | null
}

/** One pass over the outcomes; the grader is the one that grades runs. */
export function modelEvidence(db: Db) {
  db.function('is_right', { deterministic: true }, isRight)
  const all = db.prepare<[], ModelEvidenceRow>(
    `with graded as (
       select o.model, o.dataset_id, o.usd, o.latency_ms, is_right(o.answer, p.answer_key, o.score) as right,
         row_number() over (partition by o.dataset_id, o.model order by o.latency_ms) as place,
         count(*) over (partition by o.dataset_id, o.model) as size
       from outcomes o join problems p on p.dataset_id = o.dataset_id and p.problem_id = o.problem_id
     )
     select g.model, d.name as dataset, count(*) as outcomes, count(g.right) as graded,
       coalesce(sum(g.right), 0) as correct,
       case when count(g.right) = count(case when g.right is not null then g.usd end)
         then sum(case when g.right is not null then g.usd end) end as usd,
       case when count(g.latency_ms) = count(*)
         then max(case when g.place = cast(ceil(0.95 * g.size) as integer) then g.latency_ms end) end as p95Ms
     from graded g join datasets d on d.id = g.dataset_id
     group by g.dataset_id, g.model order by g.model, d.name`,
  )
  return { all: (): ModelEvidenceRow[] => all.all() }
}

type Text = string | null

/** 1 or 0, or null where there is nothing to grade by. */
function isRight(answer: unknown, key: unknown, score: unknown): number | null {
  if (score === null && key === null) return null
  if (answer === null && score === null) return 0
  return grade((answer as Text) ?? '', key as Text, score as number | null).correct ? 1 : 0
}
