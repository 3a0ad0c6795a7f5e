import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { binomialChance, logFactorial } from './log-factorial'
import { mcnemarP } from './mcnemar'
import { problemsNeeded } from './problems-needed'

describe('ln(n!)', () => {
  it('is the sum of the logarithms', () => {
    let sum = 0
    for (let n = 1; n <= 2000; n++) {
      sum += Math.log(n)
      expect(Math.abs(logFactorial(n) - sum)).toBeLessThan(1e-12 * Math.max(1, sum))
    }
    expect([0, 1].map(logFactorial)).toEqual([0, 0])
  })

  it('gives binomial chances that add up to 1', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), fc.double({ min: 0.01, max: 0.99, noNaN: true }), (n, p) => {
        let sum = 0
        for (let k = 0; k <= n; k++) sum += binomialChance(k, n, p)
        expect(sum).toBeCloseTo(1, 10)
      }),
    )
  })
})

describe("McNemar's exact test", () => {
  // Reference values by summing the binomial tail in exact integers.
  it.each([
    [10, 2, 0.03857421875],
    [0, 7, 0.015625],
    [40, 60, 0.05688793364098089],
    [94, 382, 3.2572780014408973e-42],
    [49_500, 50_500, 0.0015823598788515154],
    [49_000, 51_000, 2.5887160383468943e-10],
  ])('of %i against %i problems gives %f', (onlyFirst, onlySecond, p) => {
    expect(Math.abs(mcnemarP(onlyFirst, onlySecond) / p - 1)).toBeLessThan(1e-8)
  })

  it('finds no difference where the designs never disagree, or as often to either side', () => {
    expect([mcnemarP(0, 0), mcnemarP(5, 5), mcnemarP(50_000, 50_000), mcnemarP(1, 2)]).toEqual([1, 1, 1, 1])
  })

  it('neither overflows nor fails at 100,000 disagreements to one side', () => {
    expect(mcnemarP(0, 100_000)).toBe(0)
    expect(mcnemarP(0, 1000) / 2 ** -999).toBeCloseTo(1, 9)
  })

  it('is the plain sum of the tail for few disagreements', () => {
    const few = fc.integer({ min: 0, max: 25 })
    fc.assert(
      fc.property(few, few, (onlyFirst, onlySecond) => {
        const n = onlyFirst + onlySecond
        let [ways, tail] = [1, 0]
        for (let k = 0; k <= Math.min(onlyFirst, onlySecond); k++) {
          tail += ways
          ways = (ways * (n - k)) / (k + 1)
        }
        expect(mcnemarP(onlyFirst, onlySecond)).toBeCloseTo(Math.min(1, (2 * tail) / 2 ** n), 10)
      }),
    )
  })

  it('does not depend on which design is the first, and falls as the split grows more uneven', () => {
    const counts = fc.integer({ min: 0, max: 50_000 })
    fc.assert(
      fc.property(counts, counts, (a, b) => {
        const p = mcnemarP(a, b)
        expect(p).toBe(mcnemarP(b, a))
        expect(p >= 0 && p <= 1).toBe(true)
        const [fewer, more] = [Math.min(a, b), Math.max(a, b)]
        if (fewer > 0) expect(mcnemarP(fewer - 1, more + 1)).toBeLessThanOrEqual(p)
      }),
    )
  })
})

describe('the problems that a comparison needs', () => {
  it('follow from the observed disagreement and difference', () => {
    // 30 % disagreement and a difference of 10 points: (1.959964·√0.3 + 0.841621·√0.29)² ÷ 0.01 = 233.09.
    expect(problemsNeeded(100, 10, 20)).toEqual({ total: 234, more: 134 })
  })

  it('are no more where there are enough', () => {
    expect(problemsNeeded(1000, 100, 200)).toEqual({ total: 234, more: 0 })
  })

  it('are more where several comparisons are open, as the p values are corrected for them', () => {
    // At 5 % ÷ 15 the point is 2.935199: (2.935199·√0.3 + 0.841621·√0.29)² ÷ 0.01 = 424.73.
    expect(problemsNeeded(100, 10, 20, 15)).toEqual({ total: 425, more: 325 })
    expect(problemsNeeded(100, 10, 20, 0)).toEqual(problemsNeeded(100, 10, 20))
  })

  it('are unknown where the accuracies are equal', () => {
    expect(problemsNeeded(0, 0, 0)).toBeNull()
    expect(problemsNeeded(100, 10, 10)).toBeNull()
  })

  it('are the same whichever design is ahead, and more at a smaller difference', () => {
    const sides = fc.tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 1, max: 500 }))
    fc.assert(
      fc.property(sides, ([fewer, ahead]) => {
        const needed = problemsNeeded(2000, fewer, fewer + ahead)
        expect(problemsNeeded(2000, fewer + ahead, fewer)).toEqual(needed)
        const closer = problemsNeeded(2000, fewer + 1, fewer + ahead)
        if (closer !== null) expect(closer.total).toBeGreaterThanOrEqual(needed?.total ?? Number.NaN)
      }),
    )
  })
})
