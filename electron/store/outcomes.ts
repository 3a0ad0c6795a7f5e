import type { OutcomeRecord } from '../../shared/dataset'
import type { Usage } from '../../shared/ledger/price'
import { hopefulInsert, type Value } from './bulk'
import type { Db } from './open'
import { readAhead } from './read-ahead'
import { OUTCOME_COLUMNS } from './write-rows'

/** What a model answered, with what the answer's own calls know and an import may not. */
export interface RecordedOutcome extends Omit<OutcomeRecord, 'model' | 'sample'> {
  meanLogprob: number | null
  cacheReadTokens: number | null
  cacheWriteTokens: number | null
  reasoningTokens: number | null
}

/** An answer of a call of ours, to be kept. */
export interface AnsweredCall {
  problemId: string
  model: string
  request: string
  /** Which of the answers to this request was asked for, from 0; undefined where that is not known any more. */
  again?: number | undefined
  usage: Usage
  usd: number | null
  latencyMs: number | null
  answer: string | null
  confidence: number | null
  meanLogprob: number | null
}

export function outcomesTable(db: Db) {
  const columns = `problem_id as problemId, answer, confidence, mean_logprob as meanLogprob, score,
    input_tokens as inputTokens, output_tokens as outputTokens, cache_read_tokens as cacheReadTokens,
    cache_write_tokens as cacheWriteTokens, reasoning_tokens as reasoningTokens, usd, latency_ms as latencyMs`
  const find = db.prepare<[number, string, string, string, number], RecordedOutcome>(
    `select ${columns} from outcomes where dataset_id = ? and problem_id = ? and model = ? and request = ? and sample = ?`,
  )
  /** By position, and only what an import has: a replay reads tens of thousands of them, and each value costs. */
  const imported = db
    .prepare<[number, string, number, string, number, number], ImportedRow>(
      `select o.problem_id, answer, confidence, score, input_tokens, output_tokens, usd, latency_ms
       from (select ordinal as first from problems where dataset_id = ? and problem_id = ?)
       cross join problems p on p.dataset_id = ? and p.ordinal >= first
       cross join outcomes o on o.dataset_id = p.dataset_id and o.problem_id = p.problem_id and o.model = ?
         and o.request = '' and o.sample = ?
       where p.ordinal < first + ? order by p.ordinal`,
    )
    .raw()
  const own = db
    .prepare<[number, string], number>('select exists (select 1 from own_outcomes where dataset_id = ? and model = ?)')
    .pluck()
  const noteOwn = db.prepare('insert into own_outcomes (dataset_id, model) values (?, ?) on conflict do nothing')
  const next = db
    .prepare<[number, string, string, string], number>(
      `select coalesce(max(sample), -1) + 1 from outcomes
       where dataset_id = ? and problem_id = ? and model = ? and request = ?`,
    )
    .pluck()
  const insert = db.prepare(
    `insert into outcomes (${OUTCOME_COLUMNS}) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing`,
  )
  /** Whether it was not there yet. */
  function put(answer: AnswerToKeep): boolean {
    return insert.run(...outcomeValues(answer)).changes > 0
  }

  const appendAll = hopefulInsert<AnswerToKeep>(db, `outcomes (${OUTCOME_COLUMNS})`, 16, {
    valuesOf: outcomeValues,
    oneByOne: (answer) => {
      const { datasetId, problemId, model, request } = answer
      if (!put(answer)) put({ ...answer, sample: next.get(datasetId, problemId, model, request) ?? 0 })
    },
  })

  function noteModels(datasetId: number, calls: readonly AnsweredCall[]): void {
    for (const model of new Set(calls.map((call) => call.model))) noteOwn.run(datasetId, model)
  }

  return {
    /** The outcome of this very request, where `request` is its hash; an imported one, which stands for any, where it is ''. */
    find: (
      datasetId: number,
      problemId: string,
      model: string,
      request: string,
      sample: number,
    ): RecordedOutcome | undefined => find.get(datasetId, problemId, model, request, sample),
    /** As `find`, for a run over one dataset, which asks for imported outcomes about in the dataset's order. */
    finder(datasetId: number) {
      const ahead = readAhead<ImportedRow, RecordedOutcome>({
        page: (problemId, model, sample, reach) => imported.all(datasetId, problemId, datasetId, model, sample, reach),
        problemIdOf: (row) => row[0],
        read: outcomeOf,
        one: (problemId, model, sample) => find.get(datasetId, problemId, model, '', sample),
      })
      return (problemId: string, model: string, request: string, sample: number): RecordedOutcome | undefined =>
        request === '' ? ahead(problemId, model, sample) : find.get(datasetId, problemId, model, request, sample)
    },
    /** Whether calls of our own have left outcomes of this model. */
    hasOwn: (datasetId: number, model: string): boolean => own.get(datasetId, model) === 1,
    /**
     * Keeps live answers, each as the sample of its request that was asked for, or as the next one where there is such an answer already;
     * to be called in a transaction.
     */
    append: (datasetId: number, calls: readonly AnsweredCall[]): void => {
      noteModels(datasetId, calls)
      appendAll(calls.map((call) => ({ ...call, datasetId, source: 'live', sample: call.again ?? 0 })))
    },
  }
}
export type OutcomesTable = ReturnType<typeof outcomesTable>

/** In the order of the statement. */
type ImportedRow = [
  problemId: string,
  answer: string | null,
  confidence: number | null,
  score: number | null,
  inputTokens: number | null,
  outputTokens: number | null,
  usd: number | null,
  latencyMs: number | null,
]

/** By index and as one literal: to take the row apart, or to put the outcome together from parts, takes several times as long. */
function outcomeOf(row: ImportedRow): RecordedOutcome {
  return {
    problemId: row[0],
    answer: row[1],
    confidence: row[2],
    meanLogprob: null,
    score: row[3],
    inputTokens: row[4],
    outputTokens: row[5],
    cacheReadTokens: null,
    cacheWriteTokens: null,
    reasoningTokens: null,
    usd: row[6],
    latencyMs: row[7],
  }
}

/** An answer of a call of ours with its place among the outcomes. */
export interface AnswerToKeep extends AnsweredCall {
  datasetId: number
  source: 'live' | 'simulated'
  sample: number
}

/** Values by position: this is done for every live call. */
export function outcomeValues(answer: AnswerToKeep): Value[] {
  const { datasetId, problemId, model, request, sample, source, usage, usd, latencyMs, confidence, meanLogprob } =
    answer
  const { inputTokens, outputTokens, cacheReadTokens = null, cacheWriteTokens = null, reasoningTokens = null } = usage
  // biome-ignore format: one row, in the order of the columns
  return [datasetId, problemId, model, request, sample, source, answer.answer, confidence, meanLogprob, inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens, reasoningTokens, usd, latencyMs]
}
