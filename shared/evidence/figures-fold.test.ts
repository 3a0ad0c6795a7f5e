import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Verdict } from '../report'
import { FiguresFold } from './figures-fold'
import { type Measured, summarise } from './summary'

const dollars = fc.option(fc.double({ min: 0, max: 10, noNaN: true }), { freq: 20 })
const result: fc.Arbitrary<Measured> = fc.record({
  verdict: fc.constantFrom<Verdict>('correct', 'wrong', 'abstained', 'failed'),
  usd: dollars,
  billedUsd: dollars,
  savedUsd: dollars,
  latencyMs: fc.option(fc.double({ min: 0, max: 1e6, noNaN: true }), { freq: 30 }),
  escalated: fc.boolean(),
})

describe('figures folded one result after another', () => {
  it('are those of all results together', () => {
    fc.assert(
      fc.property(fc.array(result, { maxLength: 200 }), (results) => {
        const fold = new FiguresFold()
        for (const [ordinal, one] of results.entries()) fold.add({ ordinal, ...one })
        expect(fold.figures()).toEqual(summarise(results))
      }),
    )
  })
})
