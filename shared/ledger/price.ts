import { z } from 'zod'

/** Dollars per million tokens. */
export const priceSchema = z.object({
  inputPerMillion: z.number().min(0),
  outputPerMillion: z.number().min(0),
})
export type Price = z.infer<typeof priceSchema>

/** Tokens of one call; `null` where the provider did not say. Reasoning tokens are inside the output. */
export interface Usage {
  inputTokens: number | null
  outputTokens: number | null
}

/** Dollars of one call, or `null` (unknown, never $0) where the price or a token count is missing. */
export function costOf(usage: Usage, price: Price | null): number | null {
  if (price === null || usage.inputTokens === null || usage.outputTokens === null) return null
  return (usage.inputTokens * price.inputPerMillion + usage.outputTokens * price.outputPerMillion) / 1_000_000
}

/** Adds a cost to a sum; what is unknown stays unknown. */
export function addCost(sum: number | null, cost: number | null): number | null {
  return sum === null || cost === null ? null : sum + cost
}
