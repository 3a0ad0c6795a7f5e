import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { costOfOutcome } from './outcome-cost'

const unknown = { usd: null, inputTokens: null, outputTokens: null, totalTokens: null }
const price = { inputPerMillion: 3, outputPerMillion: 15 }

describe('the cost of an imported call', () => {
  it('is what the file says, before any price', () => {
    expect(
      costOfOutcome({ ...unknown, usd: 0.5, inputTokens: 9, outputTokens: 9 }, { model: 'm', price, usdPerCall: 1 }),
    ).toBe(0.5)
  })

  it('is tokens × price, else the flat price, else unknown', () => {
    const priced = { model: 'm', price, usdPerCall: 0.01 }
    expect(costOfOutcome({ ...unknown, inputTokens: 1000, outputTokens: 100 }, priced)).toBe(0.0045)
    expect(costOfOutcome({ ...unknown, inputTokens: 1000 }, priced)).toBe(0.01)
    expect(costOfOutcome({ ...unknown, inputTokens: 1000 }, { ...priced, usdPerCall: null })).toBeNull()
    expect(costOfOutcome(unknown, undefined)).toBeNull()
  })

  it('comes from a total only where input and output cost the same', () => {
    const total = { ...unknown, totalTokens: 500_000 }
    expect(
      costOfOutcome(total, { model: 'm', price: { inputPerMillion: 24.7, outputPerMillion: 24.7 }, usdPerCall: 1 }),
    ).toBe(12.35)
    expect(costOfOutcome(total, { model: 'm', price, usdPerCall: null })).toBeNull()
  })

  it('is never 0 for what is unknown', () => {
    const tokens = fc.option(fc.nat(100_000))
    fc.assert(
      fc.property(tokens, tokens, tokens, fc.boolean(), (inputTokens, outputTokens, totalTokens, even) => {
        const paid = { model: 'm', price: even ? { inputPerMillion: 3, outputPerMillion: 3 } : price, usdPerCall: null }
        const usd = costOfOutcome({ usd: null, inputTokens, outputTokens, totalTokens }, paid)
        const known = (inputTokens !== null && outputTokens !== null) || (even && totalTokens !== null)
        expect(usd !== null).toBe(known)
      }),
    )
  })
})
