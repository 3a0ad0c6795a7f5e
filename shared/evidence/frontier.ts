export interface TradeOff {
  id: string
  accuracy: number
  usd: number
}

/** The ids of the designs that no other beats: none is at least as good in both accuracy and cost and better in one. Cheapest first. */
export function findFrontier(designs: readonly TradeOff[]): string[] {
  const sorted = [...designs].sort((a, b) => a.usd - b.usd || b.accuracy - a.accuracy)
  const frontier: TradeOff[] = []
  for (const design of sorted) {
    const best = frontier.at(-1)
    const twin = best !== undefined && best.usd === design.usd && best.accuracy === design.accuracy
    if (best === undefined || twin || design.accuracy > best.accuracy) frontier.push(design)
  }
  return frontier.map(({ id }) => id)
}
