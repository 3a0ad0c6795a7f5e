import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { uniform } from './random'

const draws = Array.from({ length: 20_000 }, (_, n) => uniform(7, `q${n}`, 'model', 0))

describe('luck', () => {
  it('is the same for the same words, and within [0, 1)', () => {
    fc.assert(
      fc.property(fc.integer(), fc.string(), fc.integer(), (seed, word, n) => {
        const luck = uniform(seed, word, n)
        expect(luck).toBe(uniform(seed, word, n))
        expect(luck >= 0 && luck < 1).toBe(true)
      }),
    )
  })

  it('knows where one word ends and the next begins', () => {
    expect(uniform(1, 'ab', 'c')).not.toBe(uniform(1, 'a', 'bc'))
  })

  it('is spread evenly: no decile is off by more than five standard deviations', () => {
    const counts = Array.from(
      { length: 10 },
      (_, decile) => draws.filter((luck) => Math.floor(luck * 10) === decile).length,
    )
    const deviation = Math.sqrt(20_000 * 0.1 * 0.9)
    for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(5 * deviation)
  })

  it('of one seed says nothing about that of the next', () => {
    const others = Array.from({ length: 20_000 }, (_, n) => uniform(8, `q${n}`, 'model', 0))
    expect(Math.abs(correlation(draws, others))).toBeLessThan(0.035)
  })

  it('of one problem says nothing about that of the next', () => {
    expect(Math.abs(correlation(draws.slice(1), draws.slice(0, -1)))).toBeLessThan(0.035)
  })
})

function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [ma, mb] = [mean(a), mean(b)]
  const covariance = mean(a.map((value, n) => (value - ma) * ((b[n] ?? 0) - mb)))
  return covariance / Math.sqrt(mean(a.map((value) => (value - ma) ** 2)) * mean(b.map((value) => (value - mb) ** 2)))
}
