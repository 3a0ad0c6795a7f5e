import type { Range } from '../report'

/** Two-sided 95 % of the normal distribution. */
const Z95 = 1.959964

/**
 * What `total` problems add up to, from a random sample of them: total × mean, with a 95 % interval from the sample's standard
 * deviation and the correction for a finite population (Cochran, Sampling Techniques, 3rd ed., 1977, section 2.6). Never below
 * what the sample itself came to; exact where the sample is all there is. `null` for an empty sample.
 */
export function expectTotal(sample: readonly number[], total: number): Range | null {
  const n = sample.length
  if (n === 0) return null
  let sum = 0
  for (const value of sample) sum += value
  const mean = sum / n
  const expected = mean * total
  if (n >= total) return { low: expected, expected, high: expected }
  let squares = 0
  for (const value of sample) squares += (value - mean) ** 2
  const variance = n > 1 ? squares / (n - 1) : mean ** 2
  const half = Z95 * total * Math.sqrt((variance / n) * (1 - n / total))
  return { low: Math.max(sum, expected - half), expected, high: expected + half }
}
