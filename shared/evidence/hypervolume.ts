import type { Buy } from './ibc-lift'

/**
 * Hypervolume in two dimensions: the area that the designs beat, up to a reference point that is worse than what anybody wants.
 * Its unit is accuracy × dollars, so two sets compare only at the same reference point, which belongs beside the figure.
 * A design that does not beat the reference in both adds nothing; 0 where none does.
 * E. Zitzler and L. Thiele, IEEE Transactions on Evolutionary Computation 3, 1999, p. 257–271.
 */
export function hypervolume(designs: readonly Buy[], reference: Buy): number {
  let area = 0
  let reached = reference.accuracy
  for (const { accuracy, usd } of [...designs].sort((a, b) => a.usd - b.usd)) {
    if (usd >= reference.usd || accuracy <= reached) continue
    area += (reference.usd - usd) * (accuracy - reached)
    reached = accuracy
  }
  return area
}
