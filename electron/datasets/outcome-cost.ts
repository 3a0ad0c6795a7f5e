import type { ModelPrice } from '../../shared/dataset'
import { costOf, type Usage } from '../../shared/ledger/price'

export type PricesByModel = ReadonlyMap<string, ModelPrice>

export const noPrices: PricesByModel = new Map()

/** What a file says of the cost of one call. */
export interface StatedCost extends Usage {
  usd: number | null
  totalTokens: number | null
}

/** Dollars of an imported call: what its file says, else tokens × price, else the flat price of a call, else unknown. */
export function costOfOutcome(
  { usd, totalTokens, ...usage }: StatedCost,
  priced: ModelPrice | undefined,
): number | null {
  if (usd !== null || priced === undefined) return usd
  return costOf(usage, priced.price) ?? costOfTotal(totalTokens, priced) ?? priced.usdPerCall
}

/** A total can be priced only where its parts cost the same. */
function costOfTotal(totalTokens: number | null, { price }: ModelPrice): number | null {
  if (price === null || price.inputPerMillion !== price.outputPerMillion) return null
  return costOf({ inputTokens: totalTokens, outputTokens: 0 }, price)
}
