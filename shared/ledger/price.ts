import { z } from 'zod'

const rates = {
  inputPerMillion: z.number().min(0),
  outputPerMillion: z.number().min(0),
  /** Input read from the provider's cache; absent: like any input. */
  cacheReadPerMillion: z.number().min(0).optional(),
  /** Input written to the provider's cache; absent: like any input. */
  cacheWritePerMillion: z.number().min(0).optional(),
}

/** Dollars per million tokens. A tier's rates hold for the whole call once its input is longer than the tier says. */
export const priceSchema = z.object({
  ...rates,
  tiers: z
    .array(z.object({ aboveInputTokens: z.number().int().min(1), ...rates }))
    .max(20)
    .optional(),
})
export type Price = z.infer<typeof priceSchema>

/** A price with where it is from, as it is frozen into each call. */
export interface PriceQuote {
  price: Price
  /** Such as `own` or the name of the price list. */
  source: string
  /** The list's version, or the date from which an own price holds. */
  version: string
}

/**
 * Tokens of one call, normalised: cached tokens are inside the input, reasoning tokens inside the output, whichever way the
 * provider counts. `null` where it did not say.
 */
export interface Usage {
  inputTokens: number | null
  outputTokens: number | null
  /** Absent: none. */
  cacheReadTokens?: number
  cacheWriteTokens?: number
  reasoningTokens?: number
}

/** Dollars of one call, or `null` (unknown, never $0) where the price or a token count is missing. */
export function costOf(usage: Usage, price: Price | null): number | null {
  const { inputTokens, outputTokens } = usage
  if (price === null || inputTokens === null || outputTokens === null) return null
  const at = price.tiers === undefined ? price : ratesFor(price, inputTokens)
  const input = inputTokens * at.inputPerMillion
  return (input + cacheDifference(usage, at) + outputTokens * at.outputPerMillion) / 1_000_000
}

type Rates = Omit<Price, 'tiers'>

function ratesFor(price: Price, inputTokens: number): Rates {
  let at: Rates = price
  let from = 0
  for (const tier of price.tiers ?? []) {
    if (inputTokens <= tier.aboveInputTokens || tier.aboveInputTokens < from) continue
    at = tier
    from = tier.aboveInputTokens
  }
  return at
}

/** What cached input costs more, or less, than other input: millionths of a dollar. */
function cacheDifference({ cacheReadTokens = 0, cacheWriteTokens = 0 }: Usage, at: Rates): number {
  if (cacheReadTokens === 0 && cacheWriteTokens === 0) return 0
  const { inputPerMillion: plain, cacheReadPerMillion = plain, cacheWritePerMillion = plain } = at
  return cacheReadTokens * (cacheReadPerMillion - plain) + cacheWriteTokens * (cacheWritePerMillion - plain)
}

/**
 * The most that a call can cost: every byte of its input a token and written to the cache, its output as long as allowed, at
 * the dearest tier. `null` where the price is unknown or the output has no limit.
 */
export function worstCostOf(
  call: { inputBytes: number; maxTokens: number | undefined },
  price: Price | null,
): number | null {
  if (price === null || call.maxTokens === undefined) return null
  const inputTokens = call.inputBytes + FRAMING_TOKENS
  const all: Rates[] = [price, ...(price.tiers ?? [])]
  const dearestInput = Math.max(
    ...all.map(({ inputPerMillion, cacheReadPerMillion = 0, cacheWritePerMillion = 0 }) =>
      Math.max(inputPerMillion, cacheReadPerMillion, cacheWritePerMillion),
    ),
  )
  const dearestOutput = Math.max(...all.map(({ outputPerMillion }) => outputPerMillion))
  return (inputTokens * dearestInput + call.maxTokens * dearestOutput) / 1_000_000
}

/** Tokens that a provider adds around system prompt and question: roles, separators, its own instructions. */
const FRAMING_TOKENS = 1000

/** Adds a cost to a sum; what is unknown stays unknown. */
export function addCost(sum: number | null, cost: number | null): number | null {
  return sum === null || cost === null ? null : sum + cost
}
