/** The 97.5 % point of the standard normal distribution: two-sided 95 %. */
const Z95 = 1.959963984540054

/**
 * Wilson's 95 % score interval for `successes` out of `trials` (E. B. Wilson, JASA 22, 1927, p. 209–212), within [0, 1].
 * `null` without trials.
 */
export function wilsonInterval(successes: number, trials: number): [number, number] | null {
  if (trials === 0) return null
  const share = successes / trials
  const z2 = Z95 * Z95
  const middle = share + z2 / (2 * trials)
  const half = Z95 * Math.sqrt((share * (1 - share)) / trials + z2 / (4 * trials * trials))
  const scale = 1 + z2 / trials
  // At 0 and at all successes the bound is exact; rounding must not move it past the share.
  const low = successes === 0 ? 0 : (middle - half) / scale
  const high = successes === trials ? 1 : (middle + half) / scale
  return [Math.min(Math.max(low, 0), share), Math.max(Math.min(high, 1), share)]
}
