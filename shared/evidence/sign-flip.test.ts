import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Draws } from './draws'
import { signFlipP } from './sign-flip'

const p = (...differences: number[]): number => signFlipP(Float64Array.from(differences))

/** How often two designs that cost the same by their nature are told apart at 5 %. */
function falseAlarms(problems: number, cost: (draws: Draws) => number): number {
  const draws = new Draws(11)
  let told = 0
  for (let pair = 0; pair < 400; pair++) {
    const differences = Float64Array.from({ length: problems }, () => cost(draws) - cost(draws))
    if (signFlipP(differences, pair) < 0.05) told += 1
  }
  return told / 400
}

describe('the randomisation test of paired differences', () => {
  it('gives the share of all patterns of signs that come as far from zero', () => {
    expect(p(1, 1, 1, 1, 1)).toBe(2 / 32)
    expect(p(1, 1, 1, 1, 1, 1)).toBe(2 / 64)
    // ±1 ±2 ±4: of eight sums only ±7 and ±5 reach 5.
    expect(p(-1, 2, 4)).toBe(4 / 8)
  })

  it('finds nothing where nothing differs, and where the differences cancel', () => {
    expect(p()).toBe(1)
    expect(p(0, 0, 0)).toBe(1)
    expect(p(3, -3)).toBe(1)
  })

  it('does not count problems on which the two cost the same', () => {
    expect(p(1, 0, 2, 0, 4)).toBe(p(1, 2, 4))
  })

  it('finds equal sums however they are rounded', () => {
    expect(p(0.1, 0.2, 0.3, 0.1, 0.2, 0.3)).toBe(2 / 64)
  })

  it('tells two designs of equal cost apart in no more than one of twenty comparisons, few problems or many', () => {
    // Three standard deviations of a share of 400 above one in twenty.
    const most = 0.05 + 3 * Math.sqrt((0.05 * 0.95) / 400)
    const skewed = (draws: Draws) => Math.exp(1.5 * draws.normal())
    const escalating = (draws: Draws) => 1 + 50 * draws.binomial(1, 0.2) * Math.exp(draws.normal())
    for (const problems of [8, 20, 100]) {
      expect(falseAlarms(problems, skewed)).toBeLessThan(most)
      expect(falseAlarms(problems, escalating)).toBeLessThan(most)
    }
    // What few problems decide, however many there are.
    const rare = (draws: Draws) => draws.normal() / 1000 + 100 * draws.binomial(1, 0.002)
    expect(falseAlarms(1000, rare)).toBeLessThan(most)
  })

  it('finds what is there', () => {
    const draws = new Draws(3)
    const dearer = Float64Array.from({ length: 3000 }, () => Math.exp(draws.normal()) - 1.4)
    expect(signFlipP(dearer)).toBeLessThan(0.001)
  })

  it('does not change with the sign, the order or the unit', () => {
    const some = fc.array(fc.integer({ min: -50, max: 50 }), { maxLength: 11 })
    fc.assert(
      fc.property(some, (values) => {
        expect(p(...values.map((value) => -value))).toBe(p(...values))
        expect(p(...values.toReversed().map((value) => value / 1e6))).toBe(p(...values))
      }),
    )
  })
})
