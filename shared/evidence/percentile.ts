/**
 * The value at fraction `p` (0 to 1) of a sorted sample by nearest rank: the smallest value with at least p·n values at or
 * below it. `undefined` of an empty sample. (SQLite's percentile_disc rounds the rank down instead: of 10, 20 and 900 it
 * gives 20 at 0.95, this 900.)
 */
export function nearestRank(sorted: ArrayLike<number>, p: number): number | undefined {
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)]
}

/**
 * As `nearestRank` of an unsorted sample, which it puts in another order: selection takes a tenth of the time of sorting.
 * C. A. R. Hoare, “Algorithm 65: Find”, Communications of the ACM 4, 1961, p. 321–322, with the median of three as pivot.
 */
export function selectRank(values: Float64Array, p: number): number | undefined {
  const rank = Math.max(0, Math.ceil(p * values.length) - 1)
  let [from, to] = [0, values.length - 1]
  while (from < to) {
    const [left, right] = partition(values, from, to)
    if (rank <= right) to = right
    else if (rank >= left) from = left
    else break
  }
  return values[rank]
}

/** Puts what is below a pivot before what is above it; what stands between the two bounds given back is the pivot. */
function partition(values: Float64Array, from: number, to: number): [left: number, right: number] {
  const pivot = medianOfThree(values[from] ?? 0, values[(from + to) >> 1] ?? 0, values[to] ?? 0)
  let [left, right] = [from, to]
  while (left <= right) {
    while ((values[left] ?? 0) < pivot) left += 1
    while ((values[right] ?? 0) > pivot) right -= 1
    if (left > right) break
    const swapped = values[left] ?? 0
    values[left] = values[right] ?? 0
    values[right] = swapped
    left += 1
    right -= 1
  }
  return [left, right]
}

function medianOfThree(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c))
}
