import type { BadRow, FileFormat, Mapping, OutcomeRecord, ProblemRecord } from '../../shared/dataset'
import { withDecimalPoints } from './cells'
import { noPrices, type PricesByModel } from './outcome-cost'
import { type ReadOptions, readRows } from './read-rows'
import type { ValuesRow } from './row'
import { toOutcomes } from './to-outcome'
import { toProblem } from './to-problem'

export interface DatasetRow {
  line: number
  problem: ProblemRecord
  /** One in the long form, one for each model that answered in the wide form, none in a file of problems alone. */
  outcomes: OutcomeRecord[]
  /** Why the outcomes of other models in the row could not be read. */
  faults: string[]
  /** Why single figures of the outcomes are unknown. */
  unread: string[]
}

/** Numbers a model's answers to a problem in the order of the file, where the file does not. */
class SampleCounter {
  private readonly seen = new Map<string, number>()

  next(problemId: string, model: string): number {
    const pair = JSON.stringify([problemId, model])
    const sample = this.seen.get(pair) ?? 0
    this.seen.set(pair, sample + 1)
    return sample
  }
}

function toDatasetRow(
  { line, values }: ValuesRow,
  mapping: Mapping,
  prices: PricesByModel,
  counter: SampleCounter,
): DatasetRow | BadRow {
  const problem = toProblem(values, mapping.problem)
  if ('reason' in problem) return { line, reason: problem.reason }
  if (mapping.outcome === null) return { line, problem, outcomes: [], faults: [], unread: [] }
  const found = toOutcomes(values, mapping.outcome, problem.id, prices)
  if ('reason' in found) return { line, reason: found.reason }
  const outcomes = found.outcomes.map((outcome) => ({
    ...outcome,
    sample: outcome.sample ?? counter.next(problem.id, outcome.model),
  }))
  return { line, problem, outcomes, faults: found.faults, unread: found.unread }
}

export interface ReadDatasetOptions extends ReadOptions {
  /** Columns in which a comma stands before the decimals of a number, wherever it stands. */
  decimalCommas?: ReadonlySet<string>
}

/** The columns of numbers that may have decimals; in an answer, 1,234 is the answer's business. */
function columnsOfDecimals({ outcome }: Mapping): string[] {
  if (outcome === null) return []
  const models = 'models' in outcome ? outcome.models : [outcome]
  return models.flatMap(({ correct, confidence, usd, latencyMs, latencySeconds }) =>
    [correct, confidence, usd, latencyMs, latencySeconds].filter((column) => column !== undefined),
  )
}

/**
 * The problems of a file and, where the mapping names models, their outcomes: one row for each of the file, in order. Rows that
 * cannot be read come with their reason; a file that cannot be read throws as `readRows` does.
 */
export async function* readDataset(
  source: AsyncIterable<Uint8Array>,
  format: FileFormat,
  mapping: Mapping,
  prices: PricesByModel = noPrices,
  { decimalCommas, ...options }: ReadDatasetOptions = {},
): AsyncGenerator<DatasetRow | BadRow> {
  const counter = new SampleCounter()
  const unclear = columnsOfDecimals(mapping).filter((column) => decimalCommas?.has(column))
  for await (const row of readRows(source, format, options)) {
    if ('reason' in row) yield row
    else if (unclear.length === 0) yield toDatasetRow(row, mapping, prices, counter)
    else yield toDatasetRow({ ...row, values: withDecimalPoints(row.values, unclear) }, mapping, prices, counter)
  }
}
