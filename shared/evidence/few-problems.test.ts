import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { adjustedWaldInterval } from './adjusted-wald'
import { Draws } from './draws'
import { studentPoint, tailOver } from './few-problems'
import { bootstrapPairs } from './paired-bootstrap'

describe('the share of replicates beyond an end of an interval', () => {
  it('is by Student’s distribution, whose 97.5 % points are those of the tables', () => {
    const points = [1, 2, 3, 4, 9, 10, 29, 30, 120].map((degrees) => studentPoint(degrees).toFixed(3))
    expect(points).toEqual(['12.706', '4.303', '3.182', '2.776', '2.262', '2.228', '2.045', '2.042', '1.980'])
  })

  it('grows to 2.5 % with the problems', () => {
    // Φ(−√(10/9) · 2.26216) = 0.0085506 and Φ(−√(30/29) · 2.04523) = 0.0187539.
    expect(tailOver(10)).toBeCloseTo(0.0085506, 6)
    expect(tailOver(30)).toBeCloseTo(0.0187539, 6)
    expect([tailOver(1), tailOver(1000)]).toEqual([0, 0.025])
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1200 }), (n) => {
        expect(tailOver(n)).toBeLessThanOrEqual(tailOver(n + 1))
      }),
    )
  })
})

/** In how many of so many samples the interval holds the truth. */
function coverage(samples: number, isHeld: (draws: Draws) => boolean): number {
  const draws = new Draws(11)
  let held = 0
  for (let at = 0; at < samples; at++) if (isHeld(draws)) held += 1
  return held / samples
}

describe('intervals over few problems', () => {
  // Plain percentiles hold it in 0.84, 0.88 and 0.93 of the samples.
  it.each([5, 10, 30])('of dollars hold the truth in about 95 of 100 samples of %i problems', (n) => {
    const held = coverage(800, (draws) => {
      const costs = Array.from({ length: n }, () => draws.normal())
      const problems = costs.map((usd) => ({
        firstCorrect: true,
        secondCorrect: true,
        firstUsd: 10,
        secondUsd: 13 + usd,
      }))
      const [low, high] = bootstrapPairs(problems, { seed: 3, replicates: 1000 }).usdPerProblem.interval ?? [9, 9]
      return low <= 3 && 3 <= high
    })
    expect(held).toBeGreaterThan(0.9)
    expect(held).toBeLessThan(0.98)
  })

  it.each([
    [5, 0.2, 0.1],
    [10, 0.05, 0.05],
    [25, 0.3, 0.05],
    [300, 0.01, 0.01],
  ])(
    'of accuracy hold the truth in 94 of 100 samples and more: %i problems, %f and %f right in one only',
    (n, one, two) => {
      const held = coverage(4000, (draws) => {
        const onlyFirst = draws.binomial(n, one)
        const onlySecond = draws.binomial(n - onlyFirst, two / (1 - one))
        const [low, high] = adjustedWaldInterval(n, onlyFirst, onlySecond) ?? [9, 9]
        return low <= two - one && two - one <= high
      })
      expect(held).toBeGreaterThan(0.94)
    },
  )

  it('of accuracy are intervals where nothing differs, hold what was seen and stay within −1 and 1', () => {
    // ±1.96 · √(2/12 ÷ 12).
    expect(adjustedWaldInterval(10, 0, 0)?.[1]).toBeCloseTo(0.231, 3)
    expect(adjustedWaldInterval(0, 0, 0)).toBeNull()
    fc.assert(
      fc.property(fc.nat(60), fc.nat(60), fc.nat(60), (onlyFirst, onlySecond, others) => {
        const n = onlyFirst + onlySecond + others
        if (n === 0) return
        const [low, high] = adjustedWaldInterval(n, onlyFirst, onlySecond) ?? [2, -2]
        const seen = (onlySecond - onlyFirst) / n
        expect(-1 <= low && low <= seen && seen <= high && high <= 1).toBe(true)
      }),
    )
  })
})
