import type { Verdict } from '../report'

/**
 * Whether a walk failed before anything took time, for want of a recorded answer or of a price: it was never tried, so it has no
 * latency, known or unknown. Percentiles are over the others; a time of 0 would pull them down by what never happened.
 */
export function neverBegan(verdict: Verdict, latencyMs: number | null): boolean {
  return verdict === 'failed' && latencyMs === 0
}
