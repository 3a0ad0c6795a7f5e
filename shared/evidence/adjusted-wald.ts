/** The 97.5 % point of the standard normal distribution: two-sided 95 %. */
const Z95 = 1.959963984540054
/** Below so many problems intervals are said to be rough. */
export const FEW_PROBLEMS = 30
const FEW_DIFFERING = 10

/**
 * Whether problems, or those of them on which only one of two designs is right, are so few that a bootstrap of their differences says too
 * much: what none of them shows it holds for impossible.
 */
export function saysTooLittle(problems: number, differing: number): boolean {
  return problems < FEW_PROBLEMS || differing < FEW_DIFFERING
}

/**
 * The 95 % interval of a paired difference of two shares, the second's minus the first's, where `onlyFirst` and `onlySecond` of `problems` are right in but one: half a
 * problem more in each of the four cells, then Wald's. It keeps its level from a handful of problems on, and none that differ are an
 * interval too. D. G. Bonett and R. M. Price, “Adjusted Wald Confidence Interval for a Difference of Binomial Proportions Based on Paired
 * Data”, Journal of Educational and Behavioral Statistics 37, 2012, p. 479–488. Within [−1, 1]; `null` without problems.
 */
export function adjustedWaldInterval(problems: number, onlyFirst: number, onlySecond: number): [number, number] | null {
  if (problems === 0) return null
  const [first, second] = [(onlyFirst + 1) / (problems + 2), (onlySecond + 1) / (problems + 2)]
  const difference = second - first
  const half = Z95 * Math.sqrt((first + second - difference ** 2) / (problems + 2))
  const seen = (onlySecond - onlyFirst) / problems
  return [Math.max(-1, Math.min(seen, difference - half)), Math.min(1, Math.max(seen, difference + half))]
}
