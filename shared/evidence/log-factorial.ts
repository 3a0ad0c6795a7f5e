/** Below this the product is exact or nearly so; from here on four terms of the series leave less than 1e-14. */
const SERIES_FROM = 20

/**
 * ln(n!) = ln Γ(n + 1) of a whole number n ≥ 0, to about 15 digits, so that binomial terms of any size neither overflow nor
 * vanish. Stirling's series: M. Abramowitz and I. A. Stegun, Handbook of Mathematical Functions, 1964, 6.1.41.
 */
export function logFactorial(n: number): number {
  if (n < SERIES_FROM) {
    let product = 1
    for (let factor = 2; factor <= n; factor++) product *= factor
    return Math.log(product)
  }
  const square = 1 / (n * n)
  const series = (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square / 1680))) / n
  return (n + 0.5) * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI) + series
}

/** The chance of exactly `successes` in `trials`, each of chance `p` (0 < p < 1). */
export function binomialChance(successes: number, trials: number, p: number): number {
  const failures = trials - successes
  const ways = logFactorial(trials) - logFactorial(successes) - logFactorial(failures)
  return Math.exp(ways + successes * Math.log(p) + failures * Math.log1p(-p))
}
