import type { ModelPrice } from '../../shared/dataset'

/** What was typed for a model: dollars per million tokens, and for a call where there are none. */
export interface PriceDraft {
  input: string
  output: string
  call: string
}

/** A model's price; `null` where nothing was typed, undefined where that is no price, or half of one. */
export function priceFrom(model: string, { input, output, call }: PriceDraft): ModelPrice | null | undefined {
  const [inputPerMillion, outputPerMillion, usdPerCall] = [input, output, call].map(dollarsIn)
  if (inputPerMillion === undefined || outputPerMillion === undefined || usdPerCall === undefined) return undefined
  if ((inputPerMillion === null) !== (outputPerMillion === null)) return undefined
  const price = inputPerMillion === null || outputPerMillion === null ? null : { inputPerMillion, outputPerMillion }
  return price === null && usdPerCall === null ? null : { model, price, usdPerCall }
}

/** Dollars, `null` where the field is empty, undefined where it holds no amount. */
export function dollarsIn(text: string): number | null | undefined {
  if (text.trim() === '') return null
  const usd = Number(text)
  return Number.isFinite(usd) && usd >= 0 ? usd : undefined
}
