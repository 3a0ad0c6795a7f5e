import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findFrontier } from './frontier'
import { hypervolume } from './hypervolume'

const reference = { accuracy: 0, usd: 10 }

describe('the hypervolume', () => {
  it('is the area between the designs and the reference point', () => {
    const designs = [
      { accuracy: 0.5, usd: 2 },
      { accuracy: 0.75, usd: 6 },
    ]
    expect(hypervolume(designs, reference)).toBe(8 * 0.5 + 4 * 0.25)
  })

  it('is 0 where no design beats the reference point in both', () => {
    expect(hypervolume([], reference)).toBe(0)
    expect(hypervolume([{ accuracy: 0.9, usd: 10 }], reference)).toBe(0)
    expect(hypervolume([{ accuracy: 0.4, usd: 1 }], { accuracy: 0.5, usd: 10 })).toBe(0)
  })

  const designs = fc.array(
    fc.record({ accuracy: fc.integer({ min: 0, max: 10 }), usd: fc.integer({ min: 0, max: 12 }) }),
    { maxLength: 10 },
  )

  it('is the count of the unit squares that some design beats', () => {
    fc.assert(
      fc.property(designs, (all) => {
        let squares = 0
        for (let accuracy = 0; accuracy < 10; accuracy++)
          for (let usd = 0; usd < 10; usd++)
            squares += Number(all.some((one) => one.accuracy > accuracy && one.usd <= usd))
        expect(hypervolume(all, reference)).toBe(squares)
      }),
    )
  })

  it('is that of the frontier alone', () => {
    fc.assert(
      fc.property(designs, (all) => {
        const frontier = new Set(findFrontier(all.map((one, index) => ({ ...one, id: String(index) }))))
        const kept = all.filter((_, index) => frontier.has(String(index)))
        expect(hypervolume(kept, reference)).toBe(hypervolume(all, reference))
      }),
    )
  })
})
