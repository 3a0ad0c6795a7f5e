/** How two verdicts fall together over the same problems: counts of problems. */
export interface Overlap {
  both: number
  onlyFirst: number
  onlySecond: number
  neither: number
}

/** Counts the four ways in which two models, or two designs, can be right or wrong about one problem. */
export function countOverlap(pairs: Iterable<readonly [first: boolean, second: boolean]>): Overlap {
  const overlap: Overlap = { both: 0, onlyFirst: 0, onlySecond: 0, neither: 0 }
  for (const [first, second] of pairs) {
    if (first && second) overlap.both += 1
    else if (first) overlap.onlyFirst += 1
    else if (second) overlap.onlySecond += 1
    else overlap.neither += 1
  }
  return overlap
}

/**
 * The best that any router between the two could do: right wherever one of them is. `share` is the smallest share of
 * problems (0 to 1) that it must send to the second. Both are `null` without problems.
 */
export function perfectRouter(overlap: Overlap): { accuracy: number | null; share: number | null } {
  const { both, onlyFirst, onlySecond, neither } = overlap
  const problems = both + onlyFirst + onlySecond + neither
  if (problems === 0) return { accuracy: null, share: null }
  return { accuracy: (problems - neither) / problems, share: onlySecond / problems }
}
