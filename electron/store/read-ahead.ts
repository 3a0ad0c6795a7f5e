import type { OutcomeRecord } from '../../shared/dataset'
import type { Db } from './open'

export type FindOutcome = (problemId: string, model: string, sample: number) => OutcomeRecord | undefined

interface Page {
  outcomes: Map<string, OutcomeRecord>
  /** How many problems it reaches over, and how many of its outcomes were asked for. */
  reach: number
  used: number
}

const LEAST = 16
const MOST = 1024

/**
 * Finds the outcomes of one dataset for a run that asks for them about in the dataset's order: a page of what comes next is
 * read at once, at a quarter of the time of single look-ups. A page reaches further while most of it is used, and
 * what is not in it is looked up by itself, so that any order is right.
 */
export function readAhead(db: Db, datasetId: number, findOne: FindOutcome): FindOutcome {
  const next = db.prepare<[number, string, number, string, number, number], OutcomeRecord>(
    `select o.problem_id as problemId, o.model, o.sample, o.answer, o.confidence, o.score, o.input_tokens as inputTokens,
       o.output_tokens as outputTokens, o.usd, o.latency_ms as latencyMs
     from (select ordinal as first from problems where dataset_id = ? and problem_id = ?)
     cross join problems p on p.dataset_id = ? and p.ordinal >= first
     cross join outcomes o on o.dataset_id = p.dataset_id and o.problem_id = p.problem_id and o.model = ? and o.sample = ?
     where p.ordinal < first + ? order by p.ordinal`,
  )
  const pages = new Map<string, Page>()
  return (problemId, model, sample) => {
    const stream = `${sample} ${model}`
    const page = pages.get(stream)
    const known = page?.outcomes.get(problemId)
    if (page !== undefined && known !== undefined) {
      page.used += 1
      return known
    }
    const reach = reachAfter(page)
    if (reach < LEAST) {
      pages.delete(stream)
      return findOne(problemId, model, sample)
    }
    const outcomes = next.all(datasetId, problemId, datasetId, model, sample, reach)
    pages.set(stream, { outcomes: new Map(outcomes.map((one) => [one.problemId, one])), reach, used: 1 })
    const [first] = outcomes
    return first?.problemId === problemId ? first : findOne(problemId, model, sample)
  }
}

function reachAfter(page: Page | undefined): number {
  if (page === undefined) return LEAST
  return page.used * 4 < page.reach ? 0 : Math.min(MOST, page.reach * 4)
}
