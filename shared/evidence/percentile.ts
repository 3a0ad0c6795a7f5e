/**
 * The value at fraction `p` (0 to 1) of a sorted sample by nearest rank: the smallest value with at least p·n values at or
 * below it. `undefined` of an empty sample. (SQLite's percentile_disc rounds the rank down instead: of 10, 20 and 900 it
 * gives 20 at 0.95, this 900.)
 */
export function nearestRank(sorted: ArrayLike<number>, p: number): number | undefined {
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)]
}
