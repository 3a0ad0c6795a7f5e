import type { UnpricedModel } from '../../shared/datasets-contract'
import { isRecordedRight } from '../../shared/grading/recorded-answer'
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

/** What one of a model's imported answers to each problem of one dataset came to. */
export interface ImportedModelRow {
  model: string
  /** Problems to which it has this answer, of which can be graded, and of these are right. */
  problems: number
  graded: number
  correct: number
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
  const imported = db.prepare<[number, number], ImportedModelRow>(
    `select model, count(*) as problems, count(right) as graded, coalesce(sum(right), 0) as correct
     from (select o.model, is_right(o.answer, p.answer_key, o.score) as right
       from outcomes o join problems p on p.dataset_id = o.dataset_id and p.problem_id = o.problem_id
       where o.dataset_id = ? and o.request = '' and o.sample = ?)
     group by model order by model`,
  )
  const unpriced = db.prepare<[number], UnpricedModel>(
    `select model, count(*) as outcomes, count(case when input_tokens is not null and output_tokens is not null then 1 end) as withTokens
     from outcomes where dataset_id = ? and request = '' and usd is null group by model order by model`,
  )
  return {
    all: (): ModelEvidenceRow[] => all.all(),
    /** The models of whose imported outcomes in one dataset some have no cost. */
    unpriced: (datasetId: number): UnpricedModel[] => unpriced.all(datasetId),
    /** The models of which one dataset has imported outcomes; `sample` says which answer of each to a problem, from 0. */
    imported: (datasetId: number, sample: number): ImportedModelRow[] => imported.all(datasetId, sample),
  }
}

type Text = string | null

/** 1 or 0, or null where there is nothing to grade by. */
function isRight(answer: unknown, key: unknown, score: unknown): number | null {
  const right = isRecordedRight(answer as Text, key as Text, score as number | null)
  return right === null ? null : Number(right)
}
