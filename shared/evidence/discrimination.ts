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
