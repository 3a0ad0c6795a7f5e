import type { Verdict } from '../report'
import { wilsonInterval } from './interval'
import { nearestRank } from './percentile'
import type { Repeated } from './repeated'

/** As much of a result as the figures of a run need. */
export interface Measured {
  verdict: Verdict
  usd: number | null
  billedUsd: number | null
  savedUsd: number | null
  latencyMs: number | null
  escalated: boolean
}

export interface Figures {
  problems: number
  /** As many as problems, or several for each. Rates are shares of them, and `correct` and `failed` count them. */
  walks: number
  correct: number
  accuracy: number | null
  /** Problems are what is drawn at random, however often each is walked. */
  accuracyInterval: [number, number] | null
  usd: number | null
  usdPerCorrect: number | null
  billedUsd: number | null
  savedUsd: number | null
  latencyMs: { p50: number | null; p95: number | null }
  escalationRate: number | null
  failed: number
  /** `null` where each problem is walked once. */
  repeated: Repeated | null
}

/**
 * The figures of a run that walks each problem once, over its results. Failed and abstained problems stay in the denominator of accuracy. One unknown
 * cost makes the sum unknown (`null`), one unknown latency the percentiles: what leaves calls out would be too low. Cost per correct is undefined at 0 correct.
 */
export function summarise(results: readonly Measured[]): Figures {
  const problems = results.length
  const correct = countWhere(results, ({ verdict }) => verdict === 'correct')
  const latencies = Float64Array.from(results, ({ latencyMs }) => latencyMs ?? Number.NaN).sort()
  const timed = !Number.isNaN(latencies.at(-1) ?? Number.NaN)
  const usd = sumOrUnknown(results.map((result) => result.usd))
  return {
    problems,
    walks: problems,
    correct,
    accuracy: problems === 0 ? null : correct / problems,
    accuracyInterval: wilsonInterval(correct, problems),
    usd,
    usdPerCorrect: usd === null || correct === 0 ? null : usd / correct,
    billedUsd: sumOrUnknown(results.map(({ billedUsd }) => billedUsd)),
    savedUsd: sumOrUnknown(results.map(({ savedUsd }) => savedUsd)),
    latencyMs: { p50: percentile(0.5), p95: percentile(0.95) },
    escalationRate: problems === 0 ? null : countWhere(results, ({ escalated }) => escalated) / problems,
    failed: countWhere(results, ({ verdict }) => verdict === 'failed'),
    repeated: null,
  }

  function percentile(p: number): number | null {
    // A typed array sorts NaN last, so one unknown latency shows there.
    return timed ? (nearestRank(latencies, p) ?? null) : null
  }
}

function countWhere<T>(items: readonly T[], holds: (item: T) => boolean): number {
  let count = 0
  for (const item of items) if (holds(item)) count += 1
  return count
}

/** Kahan's compensated sum, so that the order of 10,000 small costs does not show; `null` if any is. */
export function sumOrUnknown(values: readonly (number | null)[]): number | null {
  let sum = 0
  let lost = 0
  for (const value of values) {
    if (value === null) return null
    const term = value - lost
    const next = sum + term
    lost = next - sum - term
    sum = next
  }
  return sum
}
