import { formatRange } from './estimate-words'
import { formatCount, formatDuration, formatUsd } from './format'
import type { Estimate, Range } from './report'

const none: Range = { low: 0, expected: 0, high: 0 }

/**
 * What several runs come to, one after the other: `In all 12,000 to 12,400 calls, …`. The ends of the ranges are added, as if all came out low
 * or all high: a range that is too wide rather than too narrow. `capUsd` is the budget of each of them.
 */
export function describeTotal(estimates: readonly Estimate[], capUsd: number | null): string {
  const calls = sumOf(estimates.map((estimate) => estimate.calls)) ?? none
  const usd = sumOf(estimates.map((estimate) => (estimate.unpriced.length > 0 ? null : estimate.usd)))
  const billed = sumOf(estimates.map((estimate) => (estimate.unpriced.length > 0 ? null : estimate.billedUsd)))
  const timeMs = sumOf(estimates.map(timeOf))
  const parts = [
    `In all ${formatRange(calls, (count) => formatCount(Math.round(count)))} calls`,
    usd === null ? 'a cost that is not known' : `${formatRange(usd, formatUsd)} at list price`,
    ...toPay(billed),
    ...(timeMs === null || timeMs.high === 0 ? [] : [`about ${formatRange(timeMs, formatDuration)}`]),
  ]
  const total = parts.join(', ')
  if (capUsd === null || billed?.high === 0) return total
  return `${total}. The budget of ${formatUsd(capUsd)} is for each of them: at most ${formatUsd(capUsd * estimates.length)} in all`
}

function toPay(billed: Range | null): string[] {
  if (billed === null) return ['what is to be paid is not known']
  return [billed.high === 0 ? 'nothing to pay' : `${formatRange(billed, formatUsd)} to pay`]
}

/** What sends nothing takes no time to speak of. */
function timeOf({ timeMs, billedUsd }: Estimate): Range | null {
  return timeMs ?? (billedUsd?.high === 0 ? none : null)
}

function sumOf(ranges: readonly (Range | null)[]): Range | null {
  let total = none
  for (const range of ranges) {
    if (range === null) return null
    const expected = total.expected === null || range.expected === null ? null : total.expected + range.expected
    total = { low: total.low + range.low, expected, high: total.high + range.high }
  }
  return total
}
