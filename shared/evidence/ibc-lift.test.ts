import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Buy, ibcLift } from './ibc-lift'

const small: Buy = { accuracy: 0.6, usd: 1 }
const large: Buy = { accuracy: 0.9, usd: 11 }

describe('the IBC lift', () => {
  it('is 1 where a dollar buys twice as much as on the way to the large model', () => {
    expect(ibcLift({ accuracy: 0.9, usd: 6 }, small, large)).toBeCloseTo(1, 12)
  })

  it('of the large model itself is 0', () => {
    expect(ibcLift(large, small, large)).toBe(0)
  })

  it('of a design worse than the small model is below −1', () => {
    expect(ibcLift({ accuracy: 0.5, usd: 6 }, small, large)).toBeLessThan(-1)
  })

  it('is unknown where the design costs no more than the small model', () => {
    expect(ibcLift({ accuracy: 0.7, usd: 1 }, small, large)).toBeNull()
    expect(ibcLift({ accuracy: 0.7, usd: 0.5 }, small, large)).toBeNull()
  })

  it('is unknown where the large model is not both dearer and better', () => {
    const design = { accuracy: 0.8, usd: 6 }
    expect(ibcLift(design, small, { accuracy: 0.6, usd: 11 })).toBeNull()
    expect(ibcLift(design, small, { accuracy: 0.9, usd: 1 })).toBeNull()
  })

  it('of a mix by chance is 0, whatever the share and the unit of money', () => {
    const share = fc.double({ min: 0.01, max: 1, noNaN: true })
    fc.assert(
      fc.property(share, fc.double({ min: 0.001, max: 1000, noNaN: true }), (sent, unit) => {
        const at = (buy: Buy): Buy => ({ accuracy: buy.accuracy, usd: buy.usd * unit })
        const mix = { accuracy: 0.6 + 0.3 * sent, usd: 1 + 10 * sent }
        expect(ibcLift(at(mix), at(small), at(large))).toBeCloseTo(0, 9)
      }),
    )
  })
})
