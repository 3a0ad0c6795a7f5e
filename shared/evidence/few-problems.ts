/** From so many problems on, expanding changes an end by less than luck does. */
const MANY = 1000

/**
 * Which share of bootstrap replicates lies beyond each end of a 95 % interval over `n` problems: Φ(−√(n ÷ (n − 1)) · t), t being the 97.5 % point
 * of Student's distribution with n − 1 degrees of freedom. Plain percentiles take 2.5 %, which makes intervals over few problems too
 * narrow: a bootstrap's spread is that of n, not of n − 1, and of the normal distribution. T. C. Hesterberg, “What Teachers Should Know About the
 * Bootstrap”, The American Statistician 69, 2015, p. 371–386, “expanded percentile interval”. 0.025 where n is large, 0 where it is 1.
 */
export function tailOver(n: number): number {
  if (n >= MANY) return 0.025
  if (n < 2) return 0
  return normalTail(Math.sqrt(n / (n - 1)) * studentPoint(n - 1))
}

/** The point of Student's distribution below which 97.5 % lie, for whole degrees of freedom, by bisection. */
export function studentPoint(degrees: number): number {
  let [low, high] = [1.9, 13]
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2
    if (within(middle, degrees) < 0.95) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** The chance of lying between −t and t. M. Abramowitz and I. A. Stegun, Handbook of Mathematical Functions, 1964, 26.7.3 and 26.7.4. */
function within(t: number, degrees: number): number {
  const angle = Math.atan(t / Math.sqrt(degrees))
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)]
  const isOdd = degrees % 2 === 1
  let [term, sum] = isOdd ? [cosine, 0] : [1, 0]
  for (let at = isOdd ? 1 : 0; at <= degrees - 2; at += 2) {
    sum += term
    term *= (cosine * cosine * (at + 1)) / (at + 2)
  }
  return isOdd ? (2 / Math.PI) * (angle + sine * sum) : sine * sum
}

/** The chance that a standard normal value is above `z` ≥ 0, to seven digits: the same handbook, 26.2.17. */
function normalTail(z: number): number {
  const t = 1 / (1 + 0.2316419 * z)
  const sum = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * sum
}
