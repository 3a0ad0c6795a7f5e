import type { LiveCall } from '../../shared/connection'
import type { PriceQuote } from '../../shared/ledger/price'

/** A call with nothing special about it. */
export function liveCall(more: Partial<LiveCall> = {}): LiveCall {
  return {
    problemId: 'p1',
    ordinal: 0,
    seq: 0,
    nodeId: 'solve',
    role: 'solver',
    again: 0,
    model: 'fake-small',
    sample: 0,
    seed: 1,
    system: '',
    prompt: 'What is 6 × 7?',
    maxTokens: 1000,
    timeoutMs: undefined,
    temperature: undefined,
    effort: undefined,
    logprobs: false,
    labels: undefined,
    signal: new AbortController().signal,
    ...more,
  }
}

/** Two dollars a million in, ten out. */
export function quoted(): PriceQuote {
  return { price: { inputPerMillion: 2, outputPerMillion: 10 }, source: 'own', version: '2026-01-01' }
}
