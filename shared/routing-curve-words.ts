import { formatCount, formatNumberOf, formatShare } from './format'
import type { RoutingCurve, RoutingScore } from './routing-curve'

/** What decides who goes first, in the middle of a sentence. */
export const scoreWords: Record<RoutingScore, string> = {
  length: 'the longest question first',
  confidence: 'the lowest confidence of the weak model first',
  tokens: 'the most output tokens of the weak model first',
  difficulty: 'the highest difficulty that the dataset states first',
  learned: 'what a learned classifier thinks too hard first',
}

/** A measure of 0 to 1 as papers write it; without a gap there is none. */
export function formatMeasure(value: number | null): string {
  return value === null ? 'undefined' : value.toFixed(4)
}

/** A threshold as a person would set it; the one that escalates everything lies just above a confidence. */
export function formatThreshold(threshold: number): string {
  const shown = String(Number(threshold.toFixed(4)))
  return Number(shown) < threshold && threshold - Number(shown) < 1e-12 ? `above ${shown}` : shown
}

/** `+20 %`; a dash where there is none. */
export function formatLift(lift: number | null): string {
  if (lift === null) return '–'
  return `${lift < 0 ? '−' : '+'}${formatShare(Math.abs(lift), 0)}`
}

/** What each figure means, in a line. */
export const measureWords = {
  gap: 'PGR: the share of the gap between the weak and the strong model that is recovered',
  apgr: 'mean PGR over all shares of strong calls; a random order has .50',
  cpt50: 'the smallest share of strong calls that recovers half of the gap',
  cpt80: 'the smallest share of strong calls that recovers 80 % of it',
  auroc: 'the chance that the score is higher where the weak model is wrong; a tie counts a half, .50 tells nothing',
  ibcLift: 'how much more accuracy an extra dollar buys than going from weak to strong at once; 0 is no more',
}

/** What must be known to read the figures, a sentence each. */
export function curveNotes(curve: RoutingCurve): string[] {
  const { problems, leftOut, weak, strong, tied, apgr, apgrOverTies, unscored, paysBoth, trainedHere, by } = curve
  const out = [
    leftOut.onlyWeak > 0 ? `${formatCount(leftOut.onlyWeak)} that only ${weak.model} has answered` : '',
    leftOut.onlyStrong > 0 ? `${formatCount(leftOut.onlyStrong)} that only ${strong.model} has answered` : '',
    leftOut.neither > 0 ? `${formatCount(leftOut.neither)} that neither has` : '',
    leftOut.ungraded > 0 ? `${formatCount(leftOut.ungraded)} with neither a key nor a recorded grade` : '',
  ].filter((part) => part !== '')
  const notes = [
    `Over ${formatNumberOf(problems, 'problem')} to which both models have a graded answer${out.length === 0 ? '' : `; left out: ${out.join(', ')}`}.`,
  ]
  if (problems === 0) return notes
  if (by === 'difficulty')
    notes.push('A router can go by the difficulty only where it is known before a problem is answered.')
  if (trainedHere)
    notes.push('The classifier was trained on this dataset, so it looks better here than it is on other problems.')
  if (unscored > 0) notes.push(unscoredWords(curve))
  if (tied > 0)
    notes.push(
      `${formatNumberOf(tied, 'problem shares its', 'problems share their')} score with another and stay in the order of the dataset among these${apgr === null ? '' : `; over all such orders the mean APGR is ${formatMeasure(apgrOverTies)}`}.`,
    )
  if (strong.correct <= weak.correct)
    notes.push(
      `${strong.model} is not right more often than ${weak.model}, so there is no gap to recover: PGR, APGR and CPT are undefined.`,
    )
  notes.push(dollarWords(curve, paysBoth))
  return notes
}

/** What the weak model's answer or the dataset tells can be missing. */
function unscoredWords({ problems, weak, unscored, aurocScored, by }: RoutingCurve): string {
  if (by === 'difficulty') return unrankedWords(problems, unscored, aurocScored)
  const [what, first] = by === 'confidence' ? ['confidence', 'escalated first'] : ['number of tokens', 'sent last']
  if (unscored === problems)
    return `No answer of ${weak.model} has a ${what}: the order is that of the dataset, and says nothing about routing.`
  const [counts, such] = unscored === 1 ? ['has', 'counts'] : ['have', 'count']
  return `${formatNumberOf(unscored, 'answer')} of ${weak.model} ${counts} no ${what}; ${unscored === 1 ? 'it' : 'they'} ${such} as 0 and ${unscored === 1 ? 'is' : 'are'} ${first}. Without these the AUROC is ${formatMeasure(aurocScored)}.`
}

function unrankedWords(problems: number, unscored: number, aurocScored: number | null): string {
  if (unscored === problems)
    return 'No problem has a difficulty that is a number or a known level: the order is that of the dataset, and says nothing about routing.'
  const [have, are] = unscored === 1 ? ['has', 'is'] : ['have', 'are']
  return `${formatNumberOf(unscored, 'problem')} ${have} no difficulty that is a number or a known level, and ${are} sent last. Without these the AUROC is ${formatMeasure(aurocScored)}.`
}

function dollarWords({ weak, strong }: RoutingCurve, paysBoth: boolean): string {
  const unpriced = [weak, strong]
    .filter((end) => end.unpriced > 0)
    .map((end) => `${formatNumberOf(end.unpriced, 'answer')} of ${end.model}`)
  if (unpriced.length > 0)
    return `Dollars are unknown, as the file says no cost of ${unpriced.join(' and ')}; import it again with a price per token or per call.`
  return paysBoth
    ? 'The weak model is asked before it is known where a problem goes: what goes on to the strong one pays for both.'
    : 'The score is known before a model is asked: each problem pays for one.'
}

/** The verdict in a sentence. */
export function curveHeadline({ problems, weak, strong, perfect, apgr, cpt50 }: RoutingCurve): string {
  if (problems === 0) return 'There is no problem to which both models have a graded answer.'
  if (apgr === null)
    return `${strong.model} is not better than ${weak.model} on these problems: routing has nothing to gain.`
  const half =
    cpt50 === null
      ? 'No share of strong calls recovers half of what the strong model is better by'
      : `Half of what ${strong.model} is better by takes ${formatShare(cpt50)} of its calls (at random about 50 %)`
  return `${half}; a perfect router would be right on ${formatShare(perfect.accuracy)}.`
}
