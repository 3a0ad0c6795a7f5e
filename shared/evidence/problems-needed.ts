/** The 80 % point of the standard normal distribution: power 80 %. */
const Z_POWER_80 = 0.8416212335729143

export interface ProblemsNeeded {
  /** How many problems the comparison should have in all, and how many that is beyond those it has; at least 0. */
  total: number
  more: number
}

/**
 * How many problems it takes to tell two designs apart in accuracy, should they differ as much as observed and disagree as
 * often: n = (z √d + z₀.₈ √(d − δ²))² ÷ δ², rounded up, with d the share of problems on which exactly one
 * is right and δ the difference in accuracy; power 80 %, and z that of a two-sided test at 5 % ÷ `comparisons`, as the p values of
 * so many that are still open are corrected. `null` where the accuracies are equal: no number would do. R. J. Connor, “Sample Size for Testing Differences in Proportions for the Paired-Sample Design”, Biometrics 43, 1987, p. 207–211.
 * It plans with the difference that was seen, which is itself uncertain: a guide, not a promise.
 */
export function problemsNeeded(
  problems: number,
  onlyFirst: number,
  onlySecond: number,
  comparisons = 1,
): ProblemsNeeded | null {
  if (onlyFirst === onlySecond) return null
  const discordance = (onlyFirst + onlySecond) / problems
  const difference = (onlySecond - onlyFirst) / problems
  // d ≥ δ ≥ δ² but for rounding.
  const spread = Math.sqrt(Math.max(0, discordance - difference ** 2))
  const total = Math.ceil(
    ((upperPoint(0.025 / Math.max(1, comparisons)) * Math.sqrt(discordance) + Z_POWER_80 * spread) / difference) ** 2,
  )
  return { total, more: Math.max(0, total - problems) }
}

/**
 * The same from one difference for each problem, such as of shares of right walks, should they go on to differ and to vary as much:
 * n = (z + z₀.₈)² σ² ÷ δ², rounded up, with δ their mean and σ² their variance. G. W. Snedecor and W. G. Cochran, Statistical Methods,
 * 7th ed., 1980, section 6.14. `null` where the mean is 0.
 */
export function problemsNeededByMeans(
  problems: number,
  difference: number,
  variance: number,
  comparisons = 1,
): ProblemsNeeded | null {
  if (difference === 0) return null
  const spread = (upperPoint(0.025 / Math.max(1, comparisons)) + Z_POWER_80) ** 2 * variance
  const total = Math.ceil(spread / difference ** 2)
  return { total, more: Math.max(0, total - problems) }
}

/**
 * The point of the standard normal distribution above which it has this much chance, at most 0.025, to nine digits: a rational
 * approximation in √(−2 ln chance). P. J. Acklam, “An algorithm for computing the inverse normal cumulative distribution
 * function”, 2003.
 */
function upperPoint(chance: number): number {
  const q = Math.sqrt(-2 * Math.log(chance))
  const above = polynomial(
    [
      -7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838, -2.549732539343734, 4.374664141464968,
      2.938163982698783,
    ],
    q,
  )
  const below = polynomial([7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416, 1], q)
  return -above / below
}

function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0)
}
