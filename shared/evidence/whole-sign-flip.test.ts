import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mcnemarP } from './mcnemar'
import { signFlipTest } from './whole-sign-flip'

const few = fc.array(fc.integer({ min: -6, max: 6 }), { maxLength: 12 })

/** By all 2ⁿ ways. */
function byAllSigns(differences: readonly number[]): number {
  const seen = Math.abs(differences.reduce((sum, one) => sum + one, 0))
  let asFar = 0
  for (let signs = 0; signs < 2 ** differences.length; signs++) {
    const sum = differences.reduce((total, one, at) => total + ((signs >> at) & 1 ? one : -one), 0)
    if (Math.abs(sum) >= seen) asFar += 1
  }
  return asFar / 2 ** differences.length
}

describe('the sign-flip test of whole numbers', () => {
  it('counts all the ways in which the signs can fall', () => {
    fc.assert(
      fc.property(few, (differences) => {
        const { p, exact } = signFlipTest(differences, 1)
        expect(exact).toBe(true)
        expect(p).toBeCloseTo(byAllSigns(differences), 12)
      }),
    )
  })

  it('is the exact McNemar test where problems are walked once', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.nat(60), fc.nat(20), (onlyFirst, onlySecond, same) => {
        const differences = [...Array(onlyFirst).fill(-1), ...Array(onlySecond).fill(1), ...Array(same).fill(0)]
        expect(signFlipTest(differences, 1).p).toBeCloseTo(mcnemarP(onlyFirst, onlySecond), 10)
      }),
    )
  })

  it('depends neither on the order nor on which of the two is the first', () => {
    fc.assert(
      fc.property(few, (differences) => {
        const { p } = signFlipTest(differences, 1)
        expect(
          signFlipTest(
            differences.map((one) => -one),
            1,
          ).p,
        ).toBeCloseTo(p, 12)
        expect(
          signFlipTest(
            differences.toSorted((a, b) => a - b),
            1,
          ).p,
        ).toBeCloseTo(p, 12)
      }),
    )
  })

  it('draws signs where there are too many to count, the same by the same seed, and comes near what all would give', () => {
    const differences = Array.from({ length: 12_000 }, (_, at) => (at % 2 === 0 ? 1 : -1) * (1 + (at % 5)))
    const [few, many] = [differences.slice(0, 3000), differences]
    expect(signFlipTest(few, 1).exact).toBe(true)
    const shifted = [...many, ...Array(300).fill(1)]
    const one = signFlipTest(shifted, 1)
    expect(one).toEqual(signFlipTest(shifted, 1))
    expect(one.exact).toBe(false)
    // The sum is normal with the squares' sum as its variance.
    const sum = shifted.reduce((total, size) => total + size, 0)
    const z = Math.abs(sum) / Math.sqrt(shifted.reduce((total, size) => total + size ** 2, 0))
    expect(Math.abs(one.p - normalTail(z))).toBeLessThan(0.015)
  })
})

/** Two-sided; Abramowitz and Stegun 7.1.26, to 1.5e-7. */
function normalTail(z: number): number {
  const x = z / Math.SQRT2
  const t = 1 / (1 + 0.3275911 * x)
  const series = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t
  return series * Math.exp(-x * x)
}
