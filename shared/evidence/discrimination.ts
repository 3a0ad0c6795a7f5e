import type { RatedAnswer } from './calibration'

/**
 * AUROC: the chance that a right answer has a higher confidence than a wrong one, a tie counting a half; 0 to 1, and 0.5
 * where confidence tells nothing. By the rank sum with mean ranks for ties, in n·log n. `null` where all or none are
 * right. J. A. Hanley and B. J. McNeil, Radiology 143, 1982, p. 29–36; H. B. Mann and D. R. Whitney, Annals of Mathematical Statistics 18,
 * 1947, p. 50–60.
 */
export function areaUnderRoc(rated: readonly RatedAnswer[]): number | null {
  const order = [...rated].sort((a, b) => a.confidence - b.confidence)
  let [right, twiceRanks] = [0, 0]
  for (let from = 0; from < order.length; ) {
    const { to, correct } = tieFrom(order, from)
    // The ranks from + 1 … to have the mean (from + 1 + to) ÷ 2; twice that is a whole number.
    twiceRanks += correct * (from + 1 + to)
    right += correct
    from = to
  }
  const wrong = order.length - right
  if (right === 0 || wrong === 0) return null
  return (twiceRanks - right * (right + 1)) / (2 * right * wrong)
}

/** The 97.5 % point of the standard normal distribution: two-sided 95 %. */
const Z95 = 1.959963984540054

/**
 * The 95 % score interval of an AUROC over so many right and wrong answers: the values from which the one that was seen
 * is not further than chance takes it. It has a width at 0 and 1 too. R. G. Newcombe, “Confidence intervals for an effect size measure
 * based on the Mann–Whitney statistic. Part 2”, Statistics in Medicine 25, 2006, p. 559–573, method 5. `null` where it is undefined.
 */
export function aurocInterval(auroc: number | null, right: number, wrong: number): [number, number] | null {
  if (auroc === null || right === 0 || wrong === 0) return null
  const mean = (right + wrong) / 2 - 1
  const isNear = (area: number): boolean => {
    const shape = 1 + mean * ((1 - area) / (2 - area) + area / (1 + area))
    return (auroc - area) ** 2 <= (Z95 ** 2 * area * (1 - area) * shape) / (right * wrong)
  }
  return [furthest(auroc, 0, isNear), furthest(auroc, 1, isNear)]
}

/** The last value on the way from `from`, at which `holds` is taken to hold, to `end`, to twelve digits. */
function furthest(from: number, end: number, holds: (value: number) => boolean): number {
  if (from === end) return end
  let [inside, outside] = [from, end]
  for (let halving = 0; halving < 40; halving++) {
    const middle = (inside + outside) / 2
    if (holds(middle)) inside = middle
    else outside = middle
  }
  return inside
}

/** What an AUROC bears out, in words: below a half, or across it, chance has not been ruled out. */
export function wordsOfAuroc(auroc: number | null, interval: readonly [number, number] | null): string {
  if (auroc === null || interval === null) return 'All or none are right, so confidence has nothing to tell apart.'
  const [low, high] = interval
  if (high < 0.5) return 'It tells them the wrong way round: answers that it is surer of are wrong more often.'
  if (low <= 0.5 && high >= 0.6)
    return 'Too few are right, or wrong, to say whether it tells right answers from wrong ones.'
  if (low <= 0.5 || auroc < 0.55)
    return 'It hardly tells right answers from wrong ones: a threshold on it is nearly a toss of a coin.'
  if (auroc < 0.7) return 'It tells right answers from wrong ones a little.'
  return auroc < 0.85
    ? 'It tells right answers from wrong ones fairly well.'
    : 'It tells right answers from wrong ones well.'
}

/** What can be had by accepting only the answers at or above one confidence. */
export interface CoveragePoint {
  threshold: number
  accepted: number
  correct: number
  /** Accepted ÷ all answers, 0 to 1. */
  coverage: number
  /** Correct ÷ accepted, 0 to 1. */
  accuracy: number
}

/**
 * Accuracy against coverage: one point for each confidence that occurs, the highest first; no threshold can part
 * answers of equal confidence. An answer without a confidence is never accepted and stays in the denominator of coverage.
 * Empty where nothing can be accepted. R. El-Yaniv and Y. Wiener, Journal of Machine Learning Research 11, 2010, p. 1605–1641.
 */
export function accuracyByCoverage(
  answers: readonly { confidence: number | null; correct: boolean }[],
): CoveragePoint[] {
  const order = answers
    .flatMap(({ confidence, correct }) => (confidence === null ? [] : [{ confidence, correct }]))
    .sort((a, b) => b.confidence - a.confidence)
  const points: CoveragePoint[] = []
  let right = 0
  for (let from = 0; from < order.length; ) {
    const { to, correct, confidence } = tieFrom(order, from)
    right += correct
    points.push({
      threshold: confidence,
      accepted: to,
      correct: right,
      coverage: to / answers.length,
      accuracy: right / to,
    })
    from = to
  }
  return points
}

/** The answers from `from` up to but not at `to` that share one confidence, and how many of them are right. */
function tieFrom(order: readonly RatedAnswer[], from: number): { to: number; correct: number; confidence: number } {
  const confidence = order[from]?.confidence ?? 0
  let [to, correct] = [from, 0]
  while (to < order.length && order[to]?.confidence === confidence) {
    correct += Number(order[to]?.correct)
    to += 1
  }
  return { to, correct, confidence }
}
