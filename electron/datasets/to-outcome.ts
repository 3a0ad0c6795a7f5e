import type { Mapping, OutcomeMapping, OutcomeRecord, WideMapping, WideModel } from '../../shared/dataset'
import {
  amountAt,
  CellFault,
  cellAt,
  countAt,
  neededTextAt,
  numericCellAt,
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

/**
 * What a row says of its problem's outcomes. A fault in the answer or the grade of one model of a wide row costs that model's
 * outcome alone; one in a figure, such as a cost, costs that figure alone.
 */
export interface RowOutcomes {
  outcomes: UncountedOutcome[]
  faults: string[]
  /** Why figures of these outcomes are unknown. */
  unread: string[]
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
    const { figures, unread } = figuresAt(values, mapping, model, prices)
    return { outcomes: [{ problemId, model, sample, ...figures }], faults: [], unread }
  })
}

function wideOutcomes(
  values: Values,
  { models }: WideMapping,
  row: { problemId: string; sample: number | null },
  prices: PricesByModel,
): RowOutcomes {
  const found: RowOutcomes = { outcomes: [], faults: [], unread: [] }
  for (const columns of models) {
    if (!hasCells(values, columns)) continue
    const read = orReason(() => figuresAt(values, columns, columns.name, prices))
    if ('reason' in read) {
      found.faults.push(read.reason)
      continue
    }
    found.outcomes.push({ ...row, model: columns.name, ...read.figures })
    found.unread.push(...read.unread)
  }
  return found
}

function hasCells(values: Values, { name: _, answer, ...columns }: WideModel): boolean {
  return (
    cellAt(values, answer) !== null || Object.values(columns).some((column) => numericCellAt(values, column) !== null)
  )
}

type OutcomeColumns = Omit<OutcomeMapping, 'model' | 'sample'>

/** Throws `CellFault` where the answer or its grade cannot be read; other figures are unknown then, and said. */
function figuresAt(values: Values, columns: OutcomeColumns, model: string, prices: PricesByModel) {
  const unread: string[] = []
  const figure = (read: () => number | null): number | null | typeof unreadable => {
    const found = orReason(read)
    if (typeof found !== 'object' || found === null) return found
    unread.push(`${found.reason}; it is left unknown`)
    return unreadable
  }
  const known = (read: () => number | null): number | null => {
    const found = figure(read)
    return found === unreadable ? null : found
  }
  const answer = textAt(values, columns.answer)
  const score = scoreAt(values, columns.correct)
  const stated = known(() => countAt(values, columns.totalTokens))
  const inputTokens = known(() => countAt(values, columns.inputTokens))
  const outputTokens = known(() => countAt(values, columns.outputTokens))
  const totalTokens = known(() => totalOf(stated, [inputTokens, outputTokens], columns))
  const usage = {
    inputTokens: inputTokens ?? restOf(totalTokens, outputTokens),
    outputTokens: outputTokens ?? restOf(totalTokens, inputTokens),
  }
  const usd = figure(() => amountAt(values, columns.usd))
  const figures = {
    answer,
    confidence: known(() => shareAt(values, columns.confidence)),
    score,
    ...usage,
    // A cost that the file says and nobody can read is not made up of tokens or a flat price.
    usd: usd === unreadable ? null : costOfOutcome({ ...usage, totalTokens, usd }, prices.get(model)),
    latencyMs: known(() => amountAt(values, columns.latencyMs) ?? secondsAsMsAt(values, columns.latencySeconds)),
  }
  return { figures, unread }
}

const unreadable = Symbol('unreadable')

/** A total that is less than one of its parts is none. */
function totalOf(
  total: number | null,
  parts: readonly (number | null)[],
  { totalTokens }: OutcomeColumns,
): number | null {
  const most = Math.max(...parts.map((part) => part ?? 0))
  if (total === null || total >= most) return total
  throw new CellFault(`${totalTokens} is ${total}, less than the ${most} tokens of one part of it`)
}

/** What a total leaves for the other part; unknown where one of them is. */
function restOf(total: number | null, part: number | null): number | null {
  return total === null || part === null ? null : total - part
}
