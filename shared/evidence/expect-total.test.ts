import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { uniform } from '../random'
import { expectTotal } from './expect-total'

describe('the total that a sample lets expect', () => {
  it('is exact where the sample is all there is', () => {
    expect(expectTotal([1, 2, 3], 3)).toEqual({ low: 6, expected: 6, high: 6 })
  })

  it('is the mean times as many, give or take its standard error', () => {
    const range = expectTotal([0, 2, 0, 2], 1_000_000)
    expect(range?.expected).toBe(1_000_000)
    // Standard deviation 1.1547 over √4, 1.96 of it, times a million.
    expect((range?.high ?? 0) - 1_000_000).toBeCloseTo(1_131_600, -3)
  })

  it('is unknown for nothing', () => {
    expect(expectTotal([], 10)).toBeNull()
  })

  it('always lies in its range, and the range never below what was seen', () => {
    const sample = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 50 })
    fc.assert(
      fc.property(sample, fc.integer({ min: 0, max: 10_000 }), (values, more) => {
        const { low, expected, high } = expectTotal(values, values.length + more) ?? { low: 1, expected: 0, high: -1 }
        const seen = values.reduce((sum, value) => sum + value, 0)
        expect(low).toBeLessThanOrEqual((expected ?? Number.NaN) * (1 + 1e-12))
        expect(high).toBeGreaterThanOrEqual((expected ?? Number.NaN) * (1 - 1e-12))
        expect(low).toBeGreaterThanOrEqual(seen * (1 - 1e-9))
      }),
    )
  })

  it('holds the true total in about 95 of 100 samples', () => {
    let draws = 0
    const draw = () => {
      draws += 1
      return uniform(7, draws)
    }
    const population = Array.from({ length: 5000 }, () => (draw() < 0.3 ? 10 * draw() : draw()))
    const truth = population.reduce((sum, value) => sum + value, 0)
    let held = 0
    for (let trial = 0; trial < 400; trial += 1) {
      const sample = Array.from({ length: 300 }, () => population[Math.floor(draw() * population.length)] ?? 0)
      const { low, high } = expectTotal(sample, population.length) ?? { low: 1, high: 0 }
      if (low <= truth && truth <= high) held += 1
    }
    expect(held / 400).toBeGreaterThan(0.92)
  })
})
