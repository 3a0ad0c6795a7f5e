// The one file that knows the library of prices. It is large: import it late, and never for a recorded run.
import { calcPrice, findProvider, type ModelPrice, TieredPrices } from '@pydantic/genai-prices'
import type { PriceQuote } from '../../shared/ledger/price'
import { priceFrom, type StatedRates } from './price-list'

/** The library's version is that of its prices; nothing is fetched. A test compares it with the installed one. */
export const BUNDLED_VERSION = '0.1.8'
export const BUNDLED_SOURCE = 'genai-prices'

export interface BundledModel {
  quote: PriceQuote | null
  contextTokens: number | null
}

/** The provider whose own address this is, as the library names it; undefined for one that it does not know. */
export function providerAt(baseUrl: string): string | undefined {
  return findProvider({ providerApiUrl: baseUrl })?.id
}

/** What the library knows of a model on a day; undefined where it does not know the model. */
export function bundledModel(provider: string, model: string, at: Date): BundledModel | undefined {
  const found = calcPrice({}, model, { providerId: provider, timestamp: at })
  if (found === null) return undefined
  const price = priceOf(found.model_price)
  return {
    quote: price === null ? null : { price, source: BUNDLED_SOURCE, version: BUNDLED_VERSION },
    contextTokens: found.model.context_window ?? null,
  }
}

/** Charges that our price cannot hold make it unknown: a fee for each request, another rate for thinking. */
function priceOf(stated: ModelPrice) {
  const thinking = stated.output_reasoning_mtok
  if (stated.requests_kcount !== undefined) return null
  if (thinking !== undefined && JSON.stringify(thinking) !== JSON.stringify(stated.output_mtok)) return null
  const starts = Object.values(stated).flatMap((value) =>
    isTiered(value) ? value.tiers.map(({ start }) => start) : [],
  )
  const tiers = [...new Set(starts)].filter((start) => start >= 1)
  return priceFrom(
    ratesAt(stated, 0),
    tiers.map((above) => ({ above, ...ratesAt(stated, above) })),
  )
}

function ratesAt(stated: ModelPrice, above: number): StatedRates {
  const at = (name: string): number | undefined => {
    const value = stated[name]
    if (!isTiered(value)) return value
    const reached = value.tiers.filter(({ start }) => start <= above).sort((a, b) => b.start - a.start)
    return reached[0]?.price ?? value.base
  }
  return {
    input: at('input_mtok'),
    output: at('output_mtok'),
    cacheRead: at('cache_read_mtok'),
    cacheWrite: at('cache_write_mtok'),
  }
}

function isTiered(value: ModelPrice[string]): value is TieredPrices {
  return value instanceof TieredPrices || (typeof value === 'object' && value !== null)
}
