/**
 * The value at fraction `p` (0 to 1) of a sorted sample by nearest rank: the smallest value with at least p·n values at or
 * below it, as SQLite's percentile_disc has it. `undefined` of an empty sample.
 */
export function nearestRank(sorted: ArrayLike<number>, p: number): number | undefined {
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)]
}
