import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Draws } from './draws'
import { binomialChance } from './log-factorial'

const COUNT = 20_000

function sample(draw: (draws: Draws) => number): number[] {
  const draws = new Draws(11)
  return Array.from({ length: COUNT }, () => draw(draws))
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

describe('draws', () => {
  it('are the same for the same seed', () => {
    const [one, again, other] = [1, 1, 2].map((seed) => new Draws(seed).uniform())
    expect(again).toBe(one)
    expect(other).not.toBe(one)
  })

  it('that are uniform have the mean and variance of it', () => {
    const values = sample((draws) => draws.uniform())
    expect(mean(values)).toBeCloseTo(0.5, 2)
    expect(mean(values.map((value) => (value - 0.5) ** 2))).toBeCloseTo(1 / 12, 2)
  })

  it('below a limit take every value about as often', () => {
    const values = sample((draws) => draws.below(7))
    for (let value = 0; value < 7; value++)
      expect(Math.abs(values.filter((drawn) => drawn === value).length / (COUNT / 7) - 1)).toBeLessThan(0.08)
  })

  it('that are normal have mean 0, variance 1 and 95 % within 1.96', () => {
    const values = sample((draws) => draws.normal())
    expect(Math.abs(mean(values))).toBeLessThan(0.03)
    expect(Math.abs(mean(values.map((value) => value ** 2)) - 1)).toBeLessThan(0.04)
    expect(mean(values.map((value) => Number(Math.abs(value) < 1.96)))).toBeCloseTo(0.95, 2)
  })

  it('that are binomial come as often as their chance says', () => {
    const values = sample((draws) => draws.binomial(6, 0.3))
    for (let successes = 0; successes <= 6; successes++) {
      const share = values.filter((drawn) => drawn === successes).length / COUNT
      expect(Math.abs(share - binomialChance(successes, 6, 0.3))).toBeLessThan(0.01)
    }
  })

  it('that are binomial stay within the trials, at any size and chance', () => {
    const trials = fc.integer({ min: 0, max: 100_000 })
    fc.assert(
      fc.property(trials, fc.double({ min: 0, max: 1, noNaN: true }), fc.integer(), (most, p, seed) => {
        const drawn = new Draws(seed).binomial(most, p)
        expect(Number.isInteger(drawn) && drawn >= 0 && drawn <= most).toBe(true)
        if (p === 1) expect(drawn).toBe(most)
      }),
    )
  })
})
