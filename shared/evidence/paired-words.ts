import type { Paired } from '../comparison'
import { formatCount, formatNumberOf, formatShare, formatUsd } from '../format'
import { type MoneyUnit, problemsOf, wordsOf } from '../money-unit'

/** Below this a difference is told; above it is said to be perhaps chance. */
export const LEVEL = 0.05

/** What a comparison of two designs comes to, in words. */
export interface PairWords {
  /** `open`: nothing can be told yet. `trade`: better in one and worse in the other. `same`: alike to the last problem. */
  tone: 'better' | 'trade' | 'worse' | 'same' | 'open'
  headline: string
  detail: string
}

export interface WordsContext {
  /** Dollars per problem of the baseline, to say how much less or more in percent; `null` where unknown. */
  baselineUsd: number | null
  unit: MoneyUnit
  /** How many runs are compared with the baseline: the p values are corrected for so many. */
  comparisons: number
}

type Told = 'more' | 'less' | 'open' | 'same' | 'unknown'

/** Says what the evidence bears and no more: a difference that may be chance is not told as one. */
export function describePair(pair: Paired, context: WordsContext): PairWords {
  const accuracy = accuracyTold(pair)
  const cost = costTold(pair)
  return {
    tone: accuracy === 'less' && isNeverRight(pair) ? 'worse' : toneOf(accuracy, cost),
    headline: headlineOf(accuracy, cost, pair, context),
    detail: [accuracySentence(accuracy, pair, context), costSentence(cost, pair, context)].join(' '),
  }
}

/** On what a comparison rests: `200 problems`, and how their walks count where there are several of each. */
export function pairedOn({ problems, test }: Pick<Paired, 'problems' | 'test'>): string {
  const on = formatNumberOf(problems, 'problem')
  if (test === 'mcnemar') return on
  return `${on}, each by the share of its walks that are right (${testWords[test]})`
}

/** The tests by their names. */
export const testWords: Readonly<Record<Paired['test'], string>> = {
  mcnemar: 'exact McNemar test',
  signFlip: 'exact sign-flip test',
  signFlipDrawn: 'sign-flip test by 20,000 draws',
}

export function accuracyTold({ pAccuracy, accuracy, onlyBaseline, onlyRun, problems }: Paired): Told {
  if (problems === 0) return 'unknown'
  if (onlyBaseline + onlyRun === 0) return 'same'
  if (pAccuracy === null || pAccuracy >= LEVEL) return 'open'
  return (accuracy.difference ?? 0) > 0 ? 'more' : 'less'
}

export function costTold({ usdPerProblem, pCost }: Paired): Told {
  const { difference, interval } = usdPerProblem
  if (difference === null || interval === null) return 'unknown'
  if (interval[0] === 0 && interval[1] === 0) return 'same'
  if (pCost === null || pCost >= LEVEL || (interval[0] <= 0 && interval[1] >= 0)) return 'open'
  return difference > 0 ? 'more' : 'less'
}

/** Whatever it costs, it buys nothing. */
function isNeverRight({ test, problems, both, onlyRun, onlyBaseline }: Paired): boolean {
  // Where problems are walked several times, right less often is not never right.
  return test === 'mcnemar' && problems > 0 && both + onlyRun === 0 && onlyBaseline > 0
}

/** Of which differences it is not known that they are more than chance, in words; `null` where that is known of both. */
export function doubtOf(pair: Paired): string | null {
  const open = [...(accuracyTold(pair) === 'open' ? ['accuracy'] : []), ...(costTold(pair) === 'open' ? ['cost'] : [])]
  return open.length === 0 ? null : `That rests on a difference in ${open.join(' and in ')} that may be chance.`
}

function toneOf(accuracy: Told, cost: Told): PairWords['tone'] {
  const [gain, loss] = [accuracy === 'more' || cost === 'less', accuracy === 'less' || cost === 'more']
  if (gain && loss) return 'trade'
  if (!gain && !loss) return accuracy === 'same' ? 'same' : 'open'
  // A cost that is told while accuracy is not leaves the main question open.
  if (accuracy === 'open') return 'open'
  return gain ? 'better' : 'worse'
}

function headlineOf(accuracy: Told, cost: Told, pair: Paired, { baselineUsd }: WordsContext): string {
  const points = `${(Math.abs(pair.accuracy.difference ?? 0) * 100).toFixed(1)} points`
  const price = priceWords(cost, pair, baselineUsd)
  const isTold = cost === 'less' || cost === 'more'
  if (accuracy === 'unknown') return 'They have no problem in common.'
  if (accuracy === 'less' && isNeverRight(pair)) return 'It is right on none of them.'
  if (accuracy === 'open') {
    if (cost === 'less') return `${start(price)}; whether it is right as often cannot be told yet.`
    if (cost === 'more') return `${start(price)}; whether that buys anything cannot be told yet.`
    return 'The two cannot be told apart yet.'
  }
  if (accuracy === 'same') return `${alikeWords(pair)}${isTold ? `, and ${price}` : ''}.`
  if (!isTold) return accuracy === 'more' ? `Right more often, by ${points}.` : `Right less often, by ${points}.`
  if (accuracy === 'more')
    return cost === 'less' ? `Right more often, and ${price}.` : `${start(price)} for ${points} more right.`
  return cost === 'less' ? `${start(price)} for ${points} fewer right.` : `Right less often, and ${price}.`
}

function alikeWords({ test }: Paired): string {
  return test === 'mcnemar' ? 'Right on exactly the same problems' : 'Right equally often on every problem'
}

/** `costs 56 % less`, `costs 40 % more`, `costs 12 times as much`. */
function priceWords(cost: Told, { usdPerProblem: { difference } }: Paired, baselineUsd: number | null): string {
  const way = cost === 'less' ? 'less' : 'more'
  if (difference === null || baselineUsd === null || baselineUsd <= 0) return `costs ${way}`
  const share = Math.abs(difference) / baselineUsd
  if (cost === 'more' && share >= 2) return `costs ${(share + 1).toFixed(share < 9 ? 1 : 0)} times as much`
  if (cost === 'less' && share > 0.995) return savingWords(share)
  return `costs ${formatShare(share, share < 0.1 ? 1 : 0)} ${way}`
}

/** A saving of nearly all, with as many digits as tell it from all. */
function savingWords(share: number): string {
  // Sums of the same costs in another order differ in their last digits.
  if (share > 1 - 1e-9) return 'costs nothing'
  if (share > 0.9999) return `costs over ${formatShare(0.9999, 2)} less`
  return `costs ${formatShare(share, share > 0.9985 ? 2 : 1)} less`
}

function accuracySentence(told: Told, pair: Paired, { comparisons }: WordsContext): string {
  const { accuracy, problems, onlyBaseline, onlyRun } = pair
  if (told === 'unknown') return 'There is nothing to compare.'
  if (pair.test !== 'mcnemar') return shareSentence(told, pair, comparisons)
  if (told === 'same') return `Of ${formatNumberOf(problems, 'problem')} there is none on which only one is right.`
  const net = onlyRun - onlyBaseline
  const [low, high] = accuracy.interval ?? [0, 0]
  const range = problemRange(Math.round(low * problems), Math.round(high * problems), net)
  if (told !== 'open') {
    return `Right on ${formatNumberOf(Math.abs(net), 'problem')} ${net > 0 ? 'more' : 'fewer'}, ${range}.`
  }
  const corrected = comparisons > 1 ? `, corrected for ${formatCount(comparisons)} comparisons` : ''
  const seen =
    net === 0
      ? 'Right on equally many problems'
      : `Right on ${formatNumberOf(Math.abs(net), 'problem')} ${net > 0 ? 'more' : 'fewer'}`
  return `${seen}, ${range}: it may be chance (p = ${formatP(pair.pAccuracy)}${corrected}). ${neededSentence(pair)}`
}

/** Where problems are walked several times there are no whole problems to count: shares of right walks, in points. */
function shareSentence(told: Told, pair: Paired, comparisons: number): string {
  const { accuracy, problems, test, pAccuracy } = pair
  if (told === 'same')
    return `Of ${formatNumberOf(problems, 'problem')} there is none on which one is right more often.`
  const difference = accuracy.difference ?? 0
  const [low, high] = accuracy.interval ?? [0, 0]
  const more = (share: number): string => `${pointsOf(share)} ${share < 0 ? 'less' : 'more'} often`
  const range =
    low < 0 === high < 0
      ? `95 % between ${[pointsOf(low), pointsOf(high)].sort((a, b) => Number(a) - Number(b)).join(' and ')}`
      : `95 % between ${more(low)} and ${more(high)}`
  const seen = `Right ${pointsOf(difference)} points ${difference < 0 ? 'less' : 'more'} often, ${range}`
  if (told !== 'open') return `${seen}.`
  const corrected = comparisons > 1 ? `, corrected for ${formatCount(comparisons)} comparisons` : ''
  return `${seen}: it may be chance (p = ${formatP(pAccuracy)}, ${testWords[test]}${corrected}). ${neededSentence(pair)}`
}

function pointsOf(share: number): string {
  return (Math.abs(share) * 100).toFixed(1)
}

function neededSentence({ needed, accuracy }: Paired): string {
  if (needed === null) return 'No number of problems tells designs apart that are right equally often.'
  if (needed.more === 0) return 'It is close: some more problems should settle it.'
  const points = Math.abs(accuracy.difference ?? 0) * 100
  return `About ${formatNumberOf(roundUp(needed.more), 'more problem')} would be needed to tell ${points.toFixed(points < 0.1 ? 2 : 1)} points apart.`
}

/** Two digits are more than a plan from so uncertain a difference bears. */
function roundUp(count: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(count)) - 1)
  return Math.ceil(count / unit) * unit
}

function problemRange(low: number, high: number, net: number): string {
  if (low >= 0 && net > 0) return `95 % between ${formatCount(low)} and ${formatCount(high)}`
  if (high <= 0 && net < 0) return `95 % between ${formatCount(-high)} and ${formatCount(-low)}`
  return `95 % between ${side(low, 'fewer', 'more')} and ${side(high, 'fewer', 'more')}`
}

function side(count: number, below: string, above: string): string {
  return count === 0 ? 'none' : `${formatCount(Math.abs(count))} ${count < 0 ? below : above}`
}

function costSentence(told: Told, { usdPerProblem: { difference, interval } }: Paired, { unit }: WordsContext): string {
  if (told === 'unknown' || difference === null || interval === null) return 'What the two cost is not known in full.'
  if (told === 'same') return 'It costs the same.'
  const per = wordsOf(unit)
  const money = (usd: number) => formatUsd(Math.abs(usd) * problemsOf(unit))
  const [low, high] = interval
  if (told === 'open') {
    return `Its cost may be the same: ${money(difference)} ${difference < 0 ? 'less' : 'more'} ${per}, 95 % between ${money(low)} ${low < 0 ? 'less' : 'more'} and ${money(high)} ${high < 0 ? 'less' : 'more'}.`
  }
  const [near, far] = told === 'less' ? [high, low] : [low, high]
  const range = near === far ? '' : `, 95 % between ${money(near)} and ${money(far)}`
  return `It costs ${money(difference)} ${told} ${per}${range}.`
}

/** `0.31`, `0.004`, `< 0.001`. */
export function formatP(p: number | null): string {
  if (p === null) return 'unknown'
  if (p < 0.001) return '< 0.001'
  if (p > 0.995) return '1'
  return p >= 0.0995 ? p.toFixed(2) : p.toPrecision(1)
}

function start(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
