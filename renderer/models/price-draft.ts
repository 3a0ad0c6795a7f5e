import { type Price, priceSchema } from '../../shared/ledger/price'

/** Rates as they are typed; an empty one is not stated. */
export interface RateDraft {
  input: string
  output: string
  cacheRead: string
  cacheWrite: string
}

export interface PriceDraft extends RateDraft {
  tiers: readonly (RateDraft & { above: string })[]
}

type Rates = Omit<Price, 'tiers'>

export const emptyTier = { above: '200000', input: '', output: '', cacheRead: '', cacheWrite: '' }

export function draftPrice(price: Price | null): PriceDraft {
  return {
    ...draftRates(price),
    tiers: (price?.tiers ?? []).map((tier) => ({ above: String(tier.aboveInputTokens), ...draftRates(tier) })),
  }
}

function draftRates(rates: Rates | null): RateDraft {
  const text = (rate: number | undefined) => (rate === undefined ? '' : String(rate))
  return {
    input: text(rates?.inputPerMillion),
    output: text(rates?.outputPerMillion),
    cacheRead: text(rates?.cacheReadPerMillion),
    cacheWrite: text(rates?.cacheWritePerMillion),
  }
}

/** The price that was typed, or what is wrong; nothing is said of a form that is only half filled. */
export function readPrice(draft: PriceDraft): { price: Price | null; trouble: string | null } {
  const all = [draft, ...draft.tiers]
  if (all.some(({ input, output }) => input.trim() === '' || output.trim() === ''))
    return { price: null, trouble: null }
  const tiers = draft.tiers.map((tier) => ({ aboveInputTokens: numberOf(tier.above), ...readRates(tier) }))
  const price = priceSchema.safeParse({ ...readRates(draft), ...(tiers.length === 0 ? {} : { tiers }) })
  if (price.success) return { price: price.data, trouble: null }
  return { price: null, trouble: 'Each rate is a number from 0, each tier begins at a whole number of tokens.' }
}

function readRates({ input, output, cacheRead, cacheWrite }: RateDraft): Rates {
  return {
    inputPerMillion: numberOf(input),
    outputPerMillion: numberOf(output),
    ...(cacheRead.trim() === '' ? {} : { cacheReadPerMillion: numberOf(cacheRead) }),
    ...(cacheWrite.trim() === '' ? {} : { cacheWritePerMillion: numberOf(cacheWrite) }),
  }
}

function numberOf(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text)
}
