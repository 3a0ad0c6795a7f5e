import type { Mapping, OutcomeMapping, OutcomeRecord, WideModel } from '../../shared/dataset'
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

/** The outcomes in a row for its problem, none where a row of the wide form is empty for every model; or why it cannot be read. */
export function toOutcomes(
  values: Values,
  mapping: NonNullable<Mapping['outcome']>,
  problemId: string,
  prices: PricesByModel = noPrices,
): UncountedOutcome[] | { reason: string } {
  return orReason(() => {
    if (!('models' in mapping)) {
      const model = neededTextAt(values, mapping.model).trim()
      return [
        { problemId, model, sample: countAt(values, mapping.sample), ...figuresAt(values, mapping, model, prices) },
      ]
    }
    const sample = countAt(values, mapping.sample)
    return mapping.models
      .filter((model) => hasCells(values, model))
      .map((columns) => ({
        problemId,
        model: columns.name,
        sample,
        ...figuresAt(values, columns, columns.name, prices),
      }))
  })
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
