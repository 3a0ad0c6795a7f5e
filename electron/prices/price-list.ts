import type { Price } from '../../shared/ledger/price'

/** A model as a price list has it; `null` where the list does not say. */
export interface ListEntry {
  provider: string
  model: string
  price: Price | null
  contextTokens: number | null
  maxOutputTokens: number | null
}

export interface BadEntry {
  /** Which one, as the list names it. */
  entry: string
  reason: string
}

export interface ReadList {
  entries: ListEntry[]
  bad: BadEntry[]
}

/** A price list ready to be stored: which one it is, and what it holds. */
export interface PriceListFile extends ReadList {
  list: 'litellm' | 'models.dev'
}

type Rates = Omit<Price, 'tiers'>

/** What a list says of one model's rates, in dollars per million tokens; members that it does not state are undefined. */
export interface StatedRates {
  input: number | undefined
  output: number | undefined
  cacheRead?: number | undefined
  cacheWrite?: number | undefined
}

/** The price that a list states, or null where it is not stated whole: half a price would be a wrong cost. */
export function priceFrom(base: StatedRates, tiers: readonly (StatedRates & { above: number })[] = []): Price | null {
  const rates = ratesFrom(base)
  if (rates === null) return null
  const read = tiers.map(({ above, ...stated }) => ({
    above,
    // A tier that leaves a rate out keeps that of the base.
    rates: ratesFrom({
      input: stated.input ?? base.input,
      output: stated.output ?? base.output,
      cacheRead: stated.cacheRead ?? base.cacheRead,
      cacheWrite: stated.cacheWrite ?? base.cacheWrite,
    }),
  }))
  const good = read.flatMap(({ above, rates }) => (rates === null ? [] : [{ aboveInputTokens: above, ...rates }]))
  if (good.length === 0) return rates
  return { ...rates, tiers: good.toSorted((a, b) => a.aboveInputTokens - b.aboveInputTokens) }
}

function ratesFrom({ input, output, cacheRead, cacheWrite }: StatedRates): Rates | null {
  if (input === undefined || output === undefined) return null
  return {
    inputPerMillion: input,
    outputPerMillion: output,
    ...(cacheRead === undefined ? {} : { cacheReadPerMillion: cacheRead }),
    ...(cacheWrite === undefined ? {} : { cacheWritePerMillion: cacheWrite }),
  }
}

/** Dollars per token as lists write them, to dollars per million, without the dust of binary fractions. */
export function perMillion(perToken: number | undefined): number | undefined {
  return perToken === undefined ? undefined : Number((perToken * 1_000_000).toPrecision(12))
}
