import { formatCount, formatDuration, formatNumberOf, formatUsd } from './format'
import type { AnsweredFrom, Estimate, Range, RunSummary } from './report'

/** What a run will take, in one line: `2,630 to 2,810 calls, $4.10 to $4.52 of which …, about 3 min`. */
export function describeEstimate(estimate: Estimate): string {
  const { calls, usd, billedUsd, timeMs, delivery, batchUsd, unpriced } = estimate
  const parts = [`${formatRange(calls, (count) => formatCount(Math.round(count)))} calls`]
  if (unpriced.length > 0) parts.push(`a cost that is not known, for want of the price of ${unpriced.join(', ')}`)
  else if (usd !== null) parts.push(`${formatRange(usd, formatUsd)} at list price`)
  else parts.push('a cost that is not known, as some recorded answers have no price')
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
  return `${parts.join(', ')} (${basisWords(estimate)})`
}

/** What a person should know before such a run is started, one line each. */
export function estimateWarnings(estimate: Estimate): string[] {
  const { unpriced, leftOut, p95Ms, latencyBudgetMs, failing, walked, repeats } = estimate
  const warnings = leftOut.map(leftOutWords)
  if (unpriced.length > 0)
    warnings.push(`${unpriced.join(', ')}: no price is known, so no budget can be kept; give one on the Models page`)
  if (p95Ms !== undefined && latencyBudgetMs !== undefined && p95Ms > latencyBudgetMs)
    warnings.push(
      `the design allows ${formatDuration(latencyBudgetMs)} for a problem; about one in twenty will take more than ${formatDuration(p95Ms)}`,
    )
  if (failing !== undefined)
    warnings.push(
      `${failing.problems === walked ? 'all' : formatCount(failing.problems)} of the ${formatNumberOf(walked, repeats === 1 ? 'problem' : 'walk')} that were ${repeats === 1 ? 'walked' : 'tried'} failed, such as: ${failing.example}`,
    )
  return warnings
}

function leftOutWords({ node, model, setting }: Estimate['leftOut'][number]): string {
  if (setting === 'logprobs')
    return `“${node}”: ${model} is not known to give log-probabilities, so its answers have no confidence`
  const what = setting === 'effort' ? 'this reasoning effort' : 'a temperature'
  return `“${node}”: ${model} is not known to take ${what}; it is asked without`
}

function basisWords({ basis, walked, problems, repeats, unrecorded = 0 }: Estimate): string {
  if (basis === 'bounds') {
    const looked = formatNumberOf(walked + unrecorded, repeats === 1 ? 'problem' : 'walk')
    const few = walked === 0 ? 'none' : `only ${formatCount(walked)}`
    return `${few} of ${looked} can be answered from what is recorded: from the shortest walk with one token out to the longest with all`
  }
  const all =
    repeats === 1
      ? formatNumberOf(problems, 'problem')
      : `${formatNumberOf(problems * repeats, 'walk')}, ${formatCount(repeats)} of each problem`
  const many = walked === problems * repeats ? `all ${all}` : `${formatCount(walked)} of ${all}`
  const from = `from ${many}, ${repeats === 1 ? 'walked' : 'made'} on ${basis === 'outcomes' ? 'recorded outcomes' : 'simulated answers'}`
  if (unrecorded === 0) return from
  return `${from}; too little is recorded for ${formatCount(unrecorded)} others, which count between the shortest and the longest walk`
}

/** `$2.00 to $2.20`, or one figure where both ends read alike. */
export function formatRange({ low, high }: Range, format: (value: number) => string): string {
  const [from, to] = [format(low), format(high)]
  return from === to ? from : `${from} to ${to}`
}

const sourceWords: Readonly<Record<keyof AnsweredFrom, string>> = {
  live: 'live',
  recorded: 'from recorded outcomes',
  simulated: 'simulated',
  review: 'by people',
}

/** How much was answered from where, and what was charged and saved, and of how many calls that is not known; null where all was simulated. */
export function describeSources(
  from: AnsweredFrom,
  { billedUsd, savedUsd }: Pick<RunSummary, 'billedUsd' | 'savedUsd'>,
  unknownFates = 0,
): string | null {
  const counts = (Object.keys(sourceWords) as (keyof AnsweredFrom)[]).flatMap((source) => {
    const count = from[source] ?? 0
    return count === 0 ? [] : [`${formatCount(count)} ${sourceWords[source]}`]
  })
  if (from.live === undefined && from.recorded === undefined) return null
  const total = Object.values(from).reduce((sum, count) => sum + count, 0)
  const charged = billedUsd === null ? 'what was charged is not known' : `${formatUsd(billedUsd)} charged`
  const saved = savedUsd === null ? 'what was saved is not known' : `${formatUsd(savedUsd)} saved`
  const money = `${charged}, ${saved}`
  return `${formatNumberOf(total, 'call')}: ${counts.join(', ')}; ${money}${fatesInWords(unknownFates)}`
}

function fatesInWords(calls: number): string {
  if (calls === 0) return ''
  const [was, can] = calls === 1 ? ['it was', 'it can'] : ['they were', 'they can']
  return `; of ${formatNumberOf(calls, 'call')} it is not known whether ${was} billed: the most that ${can} cost is counted`
}
