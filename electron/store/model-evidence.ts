import { grade } from '../../shared/grading/grade'
import { readSelfReport } from '../../shared/nodes/model/confidence'
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
  // Imported answers, and what models answered in live runs where a node asked for an answer: labels and verdicts are none.
  const all = db.prepare<[], ModelEvidenceRow>(
    `with model_nodes as materialized (
       select g.hash, n.value ->> 'id' as node_id from graph_versions g, json_each(g.body, '$.nodes') n
       where n.value ->> 'kind' = 'model' and exists (select 1 from runs where graph_hash = g.hash and mode in ('live', 'mixed'))
     ), answered as (
       select o.model, o.dataset_id, o.usd, o.latency_ms, is_right(o.answer, p.answer_key, o.score) as right
       from outcomes o join problems p on p.dataset_id = o.dataset_id and p.problem_id = o.problem_id
       where o.source = 'imported'
       union all
       select s.model, r.dataset_id, c.usd, c.latency_ms, is_right(c.answer, p.answer_key, null)
       from calls c join call_sites s on s.id = c.site_id join runs r on r.id = c.run_id
       join model_nodes n on n.hash = r.graph_hash and n.node_id = s.node_id
       join problems p on p.dataset_id = r.dataset_id and p.ordinal = c.ordinal % r.width
       where c.source = 'live' and c.state = 'done' and r.is_play = 0
     ), placed as (
       select *, row_number() over (partition by dataset_id, model order by latency_ms) as place,
         count(*) over (partition by dataset_id, model) as size
       from answered
     )
     select a.model, d.name as dataset, count(*) as outcomes, count(a.right) as graded,
       coalesce(sum(a.right), 0) as correct,
       case when count(a.right) = count(case when a.right is not null then a.usd end)
         then sum(case when a.right is not null then a.usd end) end as usd,
       case when count(a.latency_ms) = count(*)
         then max(case when a.place = cast(ceil(0.95 * a.size) as integer) then a.latency_ms end) end as p95Ms
     from placed a join datasets d on d.id = a.dataset_id
     group by a.dataset_id, a.model order by a.model, d.name`,
  )
  return { all: (): ModelEvidenceRow[] => all.all() }
}

type Text = string | null

/** 1 or 0, or null where there is nothing to grade by. */
function isRight(answer: unknown, key: unknown, score: unknown): number | null {
  if (score === null && key === null) return null
  if (answer === null && score === null) return 0
  // A confidence written into the answer is no part of it.
  const said = readSelfReport((answer as Text) ?? '').answer
  return grade(said, key as Text, score as number | null).correct ? 1 : 0
}
