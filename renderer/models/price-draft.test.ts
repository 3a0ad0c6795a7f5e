import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { draftPrice, emptyTier, readPrice } from './price-draft'

const rate = fc.double({ min: 0, max: 1000, noNaN: true, noDefaultInfinity: true })
const rates = {
  inputPerMillion: rate,
  outputPerMillion: rate,
  cacheReadPerMillion: rate,
  cacheWritePerMillion: rate,
}
const requiredKeys: ('inputPerMillion' | 'outputPerMillion')[] = ['inputPerMillion', 'outputPerMillion']

describe('a price that is typed', () => {
  it('comes back as it was when nothing is changed', () => {
    const tier = fc.record(
      { aboveInputTokens: fc.integer({ min: 1, max: 1e6 }), ...rates },
      { requiredKeys: ['aboveInputTokens', ...requiredKeys] },
    )
    const price = fc.record({ ...rates, tiers: fc.array(tier, { minLength: 1, maxLength: 3 }) }, { requiredKeys })
    fc.assert(
      fc.property(price, (given) => {
        expect(readPrice(draftPrice(given)).price).toEqual(given)
      }),
    )
  })

  it('is no price while a rate is missing, and says nothing of it yet', () => {
    expect(readPrice(draftPrice(null))).toEqual({ price: null, trouble: null })
    const draft = { ...draftPrice({ inputPerMillion: 1, outputPerMillion: 2 }), tiers: [emptyTier] }
    expect(readPrice(draft)).toEqual({ price: null, trouble: null })
  })

  it.each(['-1', 'free', '1,5'])('of “%s” is refused', (input) => {
    expect(readPrice({ ...draftPrice({ inputPerMillion: 1, outputPerMillion: 2 }), input }).trouble).not.toBeNull()
  })
})
