/** What a change of design is worth, in dollars per problem. */
export interface NetValue {
  /** `null` where a cost is unknown. */
  usdPerProblem: number | null
  /**
   * The value of a right answer at which the change pays for itself, where accuracy and cost pull apart: above it the more
   * accurate design is worth its price. `null` where one design is better in both, or they are equally accurate.
   */
  breakEvenUsd: number | null
}

/**
 * Value of reasoning: (accuracy of the dearer − accuracy of the other) × value per correct answer − extra cost, per
 * problem. It holds for any two designs over the same problems; differences are the second's minus the first's.
 */
export function netValue(accuracy: number | null, usdPerProblem: number | null, usdPerCorrect: number): NetValue {
  if (accuracy === null || usdPerProblem === null) return { usdPerProblem: null, breakEvenUsd: null }
  const pullsApart = accuracy * usdPerProblem > 0
  return {
    usdPerProblem: accuracy * usdPerCorrect - usdPerProblem,
    breakEvenUsd: pullsApart ? usdPerProblem / accuracy : null,
  }
}
