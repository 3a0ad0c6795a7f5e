import type { Mapping, OutcomeMapping, OutcomeRecord, WideMapping, WideModel } from '../../shared/dataset'
import {
  amountAt,
  CellFault,
  cellAt,
  countAt,
  neededTextAt,
  scoreAt,
  secondsAsMsAt,
  shareAt,
  textAt,
  type Values,
} from './cells'
import { costOfOutcome, noPrices, type PricesByModel } from './outcome-cost'
import { orReason } from './to-problem'

/** An outcome whose file may not say which of the model's answers it is: `sample` is `null` then. */
export type UncountedOutcome = Omit<OutcomeRecord, 'sample'> & { sample: number | null }

/** What a row says of its problem's outcomes. A fault in the cells of one model of a wide row costs that model's outcome alone. */
export interface RowOutcomes {
  outcomes: UncountedOutcome[]
  faults: string[]
}

/** The outcomes in a row for its problem, none where a row of the wide form is empty for every model; or why it cannot be read. */
export function toOutcomes(
  values: Values,
  mapping: NonNullable<Mapping['outcome']>,
  problemId: string,
  prices: PricesByModel = noPrices,
): RowOutcomes | { reason: string } {
  return orReason(() => {
    const sample = countAt(values, mapping.sample)
    if ('models' in mapping) return wideOutcomes(values, mapping, { problemId, sample }, prices)
    const model = neededTextAt(values, mapping.model).trim()
    return { outcomes: [{ problemId, model, sample, ...figuresAt(values, mapping, model, prices) }], faults: [] }
  })
}

function wideOutcomes(
  values: Values,
  { models }: WideMapping,
  row: { problemId: string; sample: number | null },
  prices: PricesByModel,
): RowOutcomes {
  const found: RowOutcomes = { outcomes: [], faults: [] }
  for (const columns of models) {
    if (!hasCells(values, columns)) continue
    const read = orReason(() => ({ ...row, model: columns.name, ...figuresAt(values, columns, columns.name, prices) }))
    if ('reason' in read) found.faults.push(read.reason)
    else found.outcomes.push(read)
  }
  return found
}

function hasCells(values: Values, { name: _, ...columns }: WideModel): boolean {
  return Object.values(columns).some((column) => cellAt(values, column) !== null)
}

type OutcomeColumns = Omit<OutcomeMapping, 'model' | 'sample'>

function figuresAt(values: Values, columns: OutcomeColumns, model: string, prices: PricesByModel) {
  const totalTokens = countAt(values, columns.totalTokens)
  const inputTokens = countAt(values, columns.inputTokens)
  const outputTokens = countAt(values, columns.outputTokens)
  const usage = {
    inputTokens: inputTokens ?? restOf(totalTokens, outputTokens, columns),
    outputTokens: outputTokens ?? restOf(totalTokens, inputTokens, columns),
  }
  return {
    answer: textAt(values, columns.answer),
    confidence: shareAt(values, columns.confidence),
    score: scoreAt(values, columns.correct),
    ...usage,
    usd: costOfOutcome({ ...usage, totalTokens, usd: amountAt(values, columns.usd) }, prices.get(model)),
    latencyMs: amountAt(values, columns.latencyMs) ?? secondsAsMsAt(values, columns.latencySeconds),
  }
}

/** What a total leaves for the other part; unknown where one of them is. */
function restOf(total: number | null, part: number | null, { totalTokens }: OutcomeColumns): number | null {
  if (total === null || part === null) return null
  if (part <= total) return total - part
  throw new CellFault(`${totalTokens} is ${total}, less than the ${part} tokens of one part of it`)
}
