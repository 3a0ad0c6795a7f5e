import { formatCount, formatDuration, formatNumberOf, formatUsd } from './format'
import type { AnsweredFrom, Estimate, Range, RunSummary } from './report'

/** What a run will take, in one line: `2,630 to 2,810 calls, $4.10 to $4.52 of which …, about 3 min`. */
export function describeEstimate(estimate: Estimate): string {
  const { basis, problems, walked, calls, usd, billedUsd, timeMs, delivery, batchUsd, unpriced } = estimate
  const parts = [`${formatRange(calls, (count) => formatCount(Math.round(count)))} calls`]
  if (unpriced.length > 0) parts.push(`a cost that is not known, for want of the price of ${unpriced.join(', ')}`)
  else if (usd !== null) parts.push(`${formatRange(usd, formatUsd)} at list price`)
  if (unpriced.length === 0 && billedUsd !== null) {
    parts.push(billedUsd.high === 0 ? 'nothing to pay' : `${formatRange(billedUsd, formatUsd)} to pay`)
  }
  // What a batch costs is half, so it saves as much.
  if (unpriced.length === 0 && batchUsd !== null) {
    const less = `${formatRange(batchUsd, formatUsd)} less`
    parts.push(delivery === 'batch' ? `${less} than live` : `${less} in batches`)
  }
  if (delivery === 'batch') parts.push('within a day for each batch')
  if (timeMs !== null) parts.push(`about ${formatRange(timeMs, formatDuration)}`)
  return `${parts.join(', ')} (${basisWords(basis, walked, problems)})`
}

function basisWords(basis: Estimate['basis'], walked: number, problems: number): string {
  if (basis === 'bounds')
    return 'nothing is recorded yet: from the shortest walk with one token out to the longest with all'
  const many =
    walked === problems
      ? `all ${formatNumberOf(problems, 'problem')}`
      : `${formatCount(walked)} of ${formatNumberOf(problems, 'problem')}`
  return `from ${many}, walked on ${basis === 'outcomes' ? 'recorded outcomes' : 'simulated answers'}`
}

function formatRange({ low, high }: Range, format: (value: number) => string): string {
  const [from, to] = [format(low), format(high)]
  return from === to ? from : `${from} to ${to}`
}

const sourceWords: Readonly<Record<keyof AnsweredFrom, string>> = {
  live: 'live',
  recorded: 'from recorded outcomes',
  simulated: 'simulated',
  review: 'by people',
}

/** How much was answered from where, and what was charged and saved; null where all was simulated. */
export function describeSources(
  from: AnsweredFrom,
  { billedUsd, savedUsd }: Pick<RunSummary, 'billedUsd' | 'savedUsd'>,
): string | null {
  const counts = (Object.keys(sourceWords) as (keyof AnsweredFrom)[]).flatMap((source) => {
    const count = from[source] ?? 0
    return count === 0 ? [] : [`${formatCount(count)} ${sourceWords[source]}`]
  })
  if (from.live === undefined && from.recorded === undefined) return null
  const total = Object.values(from).reduce((sum, count) => sum + count, 0)
  const money = `${formatUsd(billedUsd)} charged, ${formatUsd(savedUsd)} saved`
  return `${formatNumberOf(total, 'call')}: ${counts.join(', ')}; ${money}`
}
