import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { classifierQuality, neededTier } from './classifier-quality'

describe('the tier that a problem needs', () => {
  it('is the cheapest that is right', () => {
    expect(neededTier([true, true])).toBe(0)
    expect(neededTier([false, true])).toBe(1)
    expect(neededTier([true, false])).toBe(0)
  })

  it('is none where no tier is right', () => {
    expect(neededTier([false, false])).toBe('none')
    expect(neededTier([])).toBe('none')
  })

  it('is unknown where a cheaper tier might be right', () => {
    expect(neededTier([null, true])).toBe('unknown')
    expect(neededTier([false, null])).toBe('unknown')
    expect(neededTier([true, null])).toBe(0)
  })
})

describe('the quality of a classifier', () => {
  const problems = [
    { label: 'easy', sent: 0, verdicts: [true, true] },
    { label: 'easy', sent: 0, verdicts: [false, true] },
    { label: 'hard', sent: 1, verdicts: [false, true] },
    { label: 'hard', sent: 1, verdicts: [true, true] },
    { label: 'hard', sent: 1, verdicts: [false, false] },
    { label: 'easy', sent: 0, verdicts: [null, true] },
  ]

  it('is the share of problems sent to the tier they needed, where they needed one', () => {
    expect(classifierQuality(problems, 2)).toMatchObject({
      hit: { count: 2, of: 4, share: 0.5 },
      tooCheap: { count: 1, of: 4 },
      tooDear: { count: 1, of: 4 },
      none: 1,
      unknown: 1,
    })
  })

  it('shows for each label what its problems needed', () => {
    expect(classifierQuality(problems, 2).confusion).toEqual([
      { label: 'easy', problems: 3, needed: [1, 1], none: 0, unknown: 1 },
      { label: 'hard', problems: 3, needed: [1, 1], none: 1, unknown: 0 },
    ])
  })

  it('is unknown where no problem is known to need a tier', () => {
    expect(classifierQuality([], 2).hit.share).toBeNull()
    expect(classifierQuality([{ label: 'easy', sent: 0, verdicts: [false, false] }], 2).hit).toEqual({
      count: 0,
      of: 0,
      share: null,
      interval: null,
    })
  })

  it('of one that knows every verdict is 1', () => {
    const verdicts = fc.tuple(fc.boolean(), fc.boolean(), fc.boolean())
    fc.assert(
      fc.property(fc.array(verdicts, { minLength: 1 }), (all) => {
        const clairvoyant = all.map((tiers) => {
          const needed = neededTier(tiers)
          return { label: String(needed), sent: typeof needed === 'number' ? needed : 0, verdicts: tiers }
        })
        const { hit, confusion, none } = classifierQuality(clairvoyant, 3)
        expect(hit.share).toBe(none === all.length ? null : 1)
        expect(confusion.reduce((sum, row) => sum + row.problems, 0)).toBe(all.length)
        for (const row of confusion) expect(row.needed.reduce((sum, n) => sum + n, row.none)).toBe(row.problems)
      }),
    )
  })
})
