import { formatDuration } from '../format'
import type { RunSummary, Verdict } from '../report'

/**
 * Whether a walk failed before anything took time, for want of a recorded answer or of a price: it was never tried, so it has no
 * latency, known or unknown. Percentiles are over the others; a time of 0 would pull them down by what never happened.
 */
export function neverBegan(verdict: Verdict, latencyMs: number | null): boolean {
  return verdict === 'failed' && latencyMs === 0
}

/** A percentile of a run in words; `–` where none of its walks began, which is not the same as not knowing how long they took. */
export function formatPercentile(
  { latencyMs, untimed = 0, walks }: Pick<RunSummary, 'latencyMs' | 'untimed' | 'walks'>,
  which: 'p50' | 'p95',
): string {
  return walks > 0 && untimed === walks ? '–' : formatDuration(latencyMs[which])
}
