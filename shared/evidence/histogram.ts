/**
 * Edges of bins of equal width on a logarithmic scale that hold all values from `least` to `most` (both above 0): at most
 * `bins` of them, with edges at 1, 1.25, 1.6, 2, 2.5, 3.2, 4, 5, 6.3, 8 times the powers of ten (tenths of a decade), or
 * every second, fifth or tenth of these where the values span more.
 */
export function logEdges(least: number, most: number, bins = 40): number[] {
  const [low, high] = [Math.floor(Math.log10(least) * 10), Math.ceil(Math.log10(most) * 10 + 1e-9)]
  const step = [1, 2, 5, 10].find((size) => (high - low) / size <= bins) ?? 10 * Math.ceil((high - low) / 10 / bins)
  const first = Math.floor(low / step)
  const last = Math.max(first + 1, Math.ceil(high / step))
  return Array.from({ length: last - first + 1 }, (_, at) => 10 ** (((first + at) * step) / 10))
}

/** How many values fall between each edge and the next; values below the first edge count in the first bin. */
export function countInBins(sorted: ArrayLike<number>, edges: readonly number[]): number[] {
  const counts = Array<number>(Math.max(0, edges.length - 1)).fill(0)
  let bin = 0
  for (let at = 0; at < sorted.length; at++) {
    const value = sorted[at] ?? 0
    while (bin < counts.length - 1 && value >= (edges[bin + 1] ?? Number.POSITIVE_INFINITY)) bin += 1
    counts[bin] = (counts[bin] ?? 0) + 1
  }
  return counts
}
