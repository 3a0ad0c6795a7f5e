/** A model's own confidence in an answer, and whether the answer was right. */
export interface RatedAnswer {
  /** 0 to 1. */
  confidence: number
  correct: boolean
}

/** Answers that fall into one bin of confidence. */
export interface ReliabilityBin {
  /** Open below, closed above: (from, to]; the first bin holds 0 too. */
  from: number
  to: number
  answers: number
  correct: number
  /** The share of right answers and the mean confidence of the bin, 0 to 1; `null` where it is empty. */
  accuracy: number | null
  confidence: number | null
}

/** Splits answers into those that come with a confidence and a count of those that do not; `missingAs` rates these too. */
export function rateAnswers(
  answers: readonly { confidence: number | null; correct: boolean }[],
  missingAs: number | null = null,
): { rated: RatedAnswer[]; missing: number } {
  const rated: RatedAnswer[] = []
  let missing = 0
  for (const { confidence, correct } of answers) {
    if (confidence === null) missing += 1
    const counted = confidence ?? missingAs
    if (counted !== null) rated.push({ confidence: counted, correct })
  }
  return { rated, missing }
}

/**
 * The reliability diagram: bins of equal width, closed on the right, so that 0.1 is in the first of ten and 0.1000001 in the
 * second. A confidence of 0, which no such bin would hold, is in the first.
 */
export function binByConfidence(rated: readonly RatedAnswer[], bins = 10): ReliabilityBin[] {
  const made = Array.from({ length: bins }, (_, index) => ({ to: (index + 1) / bins, answers: 0, correct: 0, sum: 0 }))
  for (const { confidence, correct } of rated) {
    const bin = made.find(({ to }) => confidence <= to)
    if (bin === undefined) continue
    bin.answers += 1
    bin.correct += Number(correct)
    bin.sum += confidence
  }
  return made.map(({ to, answers, correct, sum }, index) => ({
    from: index / bins,
    to,
    answers,
    correct,
    accuracy: answers === 0 ? null : correct / answers,
    confidence: answers === 0 ? null : sum / answers,
  }))
}

/**
 * Expected calibration error: Σ (n_b ÷ n) · |accuracy_b − confidence_b| over the bins, 0 (calibrated) to 1; `null` of no
 * answers. M. P. Naeini, G. F. Cooper and M. Hauskrecht, “Obtaining Well Calibrated Probabilities Using Bayesian Binning”, AAAI, 2015;
 * C. Guo et al., “On Calibration of Modern Neural Networks”, ICML, 2017.
 */
export function expectedCalibrationError(rated: readonly RatedAnswer[], bins = 10): number | null {
  if (rated.length === 0) return null
  let error = 0
  for (const { answers, accuracy, confidence } of binByConfidence(rated, bins))
    if (accuracy !== null && confidence !== null) error += answers * Math.abs(accuracy - confidence)
  return error / rated.length
}

/**
 * Brier score: the mean of (confidence − right)², right being 0 or 1; from 0 (sure and right throughout) to 1. `null` of
 * no answers. The form for two outcomes, half of that in G. W. Brier, Monthly Weather Review 78, 1950, p. 1–3.
 */
export function brierScore(rated: readonly RatedAnswer[]): number | null {
  if (rated.length === 0) return null
  let sum = 0
  for (const { confidence, correct } of rated) sum += (confidence - Number(correct)) ** 2
  return sum / rated.length
}
