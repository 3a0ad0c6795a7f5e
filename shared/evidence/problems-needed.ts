/** The 97.5 % and the 80 % point of the standard normal distribution: two-sided 5 %, power 80 %. */
const Z_TWO_SIDED_5 = 1.959963984540054
const Z_POWER_80 = 0.8416212335729143

export interface ProblemsNeeded {
  /** How many problems the comparison should have in all, and how many that is beyond those it has; at least 0. */
  total: number
  more: number
}

/**
 * How many problems it takes to tell two designs apart in accuracy, should they differ as much as observed and disagree as
 * often: n = (z₀.₉₇₅ √d + z₀.₈ √(d − δ²))² ÷ δ², rounded up, with d the share of problems on which exactly one
 * is right and δ the difference in accuracy; two-sided 5 %, power 80 %. `null` where the accuracies are equal: no number
 * would do. R. J. Connor, “Sample Size for Testing Differences in Proportions for the Paired-Sample Design”, Biometrics 43, 1987, p. 207–211.
 * It plans with the difference that was seen, which is itself uncertain: a guide, not a promise.
 */
export function problemsNeeded(problems: number, onlyFirst: number, onlySecond: number): ProblemsNeeded | null {
  if (onlyFirst === onlySecond) return null
  const discordance = (onlyFirst + onlySecond) / problems
  const difference = (onlySecond - onlyFirst) / problems
  // d ≥ δ ≥ δ² but for rounding.
  const spread = Math.sqrt(Math.max(0, discordance - difference ** 2))
  const total = Math.ceil(((Z_TWO_SIDED_5 * Math.sqrt(discordance) + Z_POWER_80 * spread) / difference) ** 2)
  return { total, more: Math.max(0, total - problems) }
}

/**
 * The same from one difference for each problem, such as of means over several walks, should they go on to differ and to vary as much:
 * n = (z₀.₉₇₅ + z₀.₈)² σ² ÷ δ², rounded up, with δ their mean and σ² their variance. G. W. Snedecor and W. G. Cochran, Statistical Methods,
 * 7th ed., 1980, section 6.14. `null` where the mean is 0.
 */
export function problemsNeededByMeans(differences: readonly number[]): ProblemsNeeded | null {
  const problems = differences.length
  const mean = differences.reduce((sum, difference) => sum + difference, 0) / problems
  // What is left of a sum that is 0 but for rounding is no difference.
  if (!(Math.abs(mean) > 1e-12)) return null
  const variance = differences.reduce((sum, difference) => sum + (difference - mean) ** 2, 0) / problems
  const total = Math.ceil(((Z_TWO_SIDED_5 + Z_POWER_80) ** 2 * variance) / mean ** 2)
  return { total, more: Math.max(0, total - problems) }
}
