import { REVIEWER_CONNECTION, type Reviewed, type Reviewer } from '../../shared/review'
import type { BookedCall } from './walk-calls'

/** A review as the ledger and the walk count a call: its dollars, its time, and what the person said. */
export function bookReview(
  nodeId: string,
  visit: number,
  seq: number,
  { usd }: Reviewer,
  { decided, latencyMs }: Reviewed,
  by: 'person' | 'simulated',
): BookedCall {
  const answer = decided.decision === 'corrected' ? decided.answer : null
  return {
    reply: { ok: true, answer: answer ?? '', confidence: null, meanLogprob: null },
    record: {
      seq,
      written: false,
      source: 'review',
      state: 'done',
      nodeId,
      role: '',
      connection: REVIEWER_CONNECTION,
      model: by,
      sample: visit,
      usage: { inputTokens: null, outputTokens: null },
      usd,
      // People are paid by other means than a provider's bill.
      billedUsd: 0,
      quote: null,
      latencyMs,
      answer,
      confidence: null,
      meanLogprob: null,
      failure: null,
      requestId: null,
    },
    score: null,
  }
}
