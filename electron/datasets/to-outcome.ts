import type { OutcomeMapping, OutcomeRecord } from '../../shared/dataset'
import { amountAt, countAt, neededTextAt, scoreAt, shareAt, textAt, type Values } from './cells'
import { orReason } from './to-problem'

/** An outcome whose file may not say which of the model's answers it is: `sample` is `null` then. */
export type UncountedOutcome = Omit<OutcomeRecord, 'sample'> & { sample: number | null }

/** A row as a model's outcome for a problem, or why it is none. */
export function toOutcome(
  values: Values,
  mapping: OutcomeMapping,
  problemId: string,
): UncountedOutcome | { reason: string } {
  return orReason(() => ({
    problemId,
    model: neededTextAt(values, mapping.model).trim(),
    sample: countAt(values, mapping.sample),
    answer: textAt(values, mapping.answer),
    confidence: shareAt(values, mapping.confidence),
    score: scoreAt(values, mapping.correct),
    inputTokens: countAt(values, mapping.inputTokens),
    outputTokens: countAt(values, mapping.outputTokens),
    usd: amountAt(values, mapping.usd),
    latencyMs: amountAt(values, mapping.latencyMs),
  }))
}
