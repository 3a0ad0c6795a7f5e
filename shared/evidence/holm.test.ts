import fc from 'fast-check'
import { expect, it } from 'vitest'
import { holmAdjusted } from './holm'

it('multiplies the smallest p by the number of tests, the next by one less, and never falls', () => {
  expect(holmAdjusted([0.01, 0.04, 0.03, 0.005])).toEqual([0.03, 0.06, 0.06, 0.02])
  expect(holmAdjusted([0.04])).toEqual([0.04])
})

it('leaves out what was not tested', () => {
  expect(holmAdjusted([null, 0.02, null, 0.5])).toEqual([null, 0.04, null, 0.5])
})

it('stays between a p and that p times all tests', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 }), (ps) => {
      for (const [at, adjusted] of holmAdjusted(ps).entries()) {
        const p = ps[at] ?? 0
        expect(adjusted).toBeGreaterThanOrEqual(p)
        expect(adjusted).toBeLessThanOrEqual(Math.min(1, p * ps.length) + 1e-12)
      }
    }),
  )
})
