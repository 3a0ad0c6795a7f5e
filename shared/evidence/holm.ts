/**
 * Holm's step-down correction: p values that may be held against one level together, so that the chance of even one false
 * alarm among them stays below it. In the order given, each at least its own p and at most 1; `null` (not tested) stays
 * `null` and is not counted. S. Holm, “A Simple Sequentially Rejective Multiple Test Procedure”, Scandinavian Journal of Statistics 6,
 * 1979, p. 65–70.
 */
export function holmAdjusted(ps: readonly (number | null)[]): (number | null)[] {
  const order = ps.flatMap((p, index) => (p === null ? [] : [{ p, index }])).sort((a, b) => a.p - b.p)
  const adjusted: (number | null)[] = ps.map(() => null)
  let least = 0
  for (const [rank, { p, index }] of order.entries()) {
    least = Math.max(least, Math.min(1, p * (order.length - rank)))
    adjusted[index] = least
  }
  return adjusted
}
