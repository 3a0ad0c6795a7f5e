/** A design's accuracy (0 to 1) and its dollars, per problem or in total: the same for all designs that are compared. */
export interface Buy {
  accuracy: number
  usd: number
}

/**
 * Incremental benefit per cost: the accuracy that each dollar beyond the small model buys, in 1/$. `null` where the
 * design costs no more than the small model: then nothing was bought.
 * P. Aggarwal, A. Madaan et al., “AutoMix: Automatically Mixing Language Models”, 2023.
 */
export function benefitPerCost(design: Buy, small: Buy): number | null {
  const extra = design.usd - small.usd
  return extra > 0 ? (design.accuracy - small.accuracy) / extra : null
}

/**
 * IBC lift: how much more a dollar buys in the design than on the way from the small model to the large one, as a share
 * (0.2: a fifth more; 0: no more than mixing the two by chance; below −1: it is worse than the small model). The design's
 * dollars hold all that it calls: verifiers, and both models where it escalates. `null` where the large model
 * is not both dearer and more accurate than the small one, or the design not dearer. Source as above.
 */
export function ibcLift(design: Buy, small: Buy, large: Buy): number | null {
  const base = benefitPerCost(large, small)
  const benefit = benefitPerCost(design, small)
  if (base === null || benefit === null || base <= 0) return null
  return (benefit - base) / base
}
