import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Verdict } from '../report'
import { ColumnsFold } from './columns-fold'
import { allRows, summariseRows } from './run-columns'
import { type Measured, summarise } from './summary'

const dollars = fc.option(fc.double({ min: 0, max: 10, noNaN: true }), { freq: 20 })
const result: fc.Arbitrary<Measured> = fc.record({
  verdict: fc.constantFrom<Verdict>('correct', 'wrong', 'abstained', 'failed'),
  usd: dollars,
  billedUsd: dollars,
  savedUsd: dollars,
  latencyMs: fc.option(fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1e6, noNaN: true })), { freq: 30 }),
  escalated: fc.boolean(),
})

describe('columns folded one result after another', () => {
  it('have the figures of all results together, with room to spare or none', () => {
    fc.assert(
      fc.property(fc.array(result, { maxLength: 200 }), fc.nat(3), (results, spare) => {
        const fold = new ColumnsFold(results.length + spare)
        for (const [ordinal, one] of results.entries()) fold.add({ ordinal: ordinal * 2, ...one })
        const columns = fold.columns()
        if (columns === undefined) throw new Error('they came in order')
        expect(summariseRows(columns, allRows(columns))).toEqual(summarise(results))
        expect([...columns.ordinals]).toEqual(results.map((_, at) => at * 2))
      }),
    )
  })

  it('are not told where a result came after one of a later place, or twice', () => {
    const one: Measured = { verdict: 'correct', usd: 1, billedUsd: 0, savedUsd: 1, latencyMs: 5, escalated: false }
    for (const places of [
      [0, 2, 1],
      [0, 0],
    ]) {
      const fold = new ColumnsFold(3)
      for (const ordinal of places) fold.add({ ordinal, ...one })
      expect(fold.columns()).toBeUndefined()
    }
  })
})
