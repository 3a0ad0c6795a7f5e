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

/** As most runs are: all nothing or all as listed, and now and then one that is neither. */
const paidAlike = fc
  .tuple(fc.array(result, { maxLength: 60 }), fc.constantFrom('nothing', 'listed'), fc.option(fc.nat(80)))
  .map(([results, how, odd]) =>
    results.map((one, at): Measured => {
      if (at === odd) return one
      const [billedUsd, savedUsd] = how === 'nothing' ? [0, one.usd] : [one.usd, 0]
      return { ...one, billedUsd, savedUsd }
    }),
  )

describe('columns folded one result after another', () => {
  it('tell what was billed and saved, whether it is all alike or not', () => {
    fc.assert(
      fc.property(fc.oneof(paidAlike, fc.array(result, { maxLength: 60 })), (results) => {
        const fold = new ColumnsFold(results.length)
        for (const [ordinal, one] of results.entries()) fold.add({ ordinal, ...one })
        const columns = fold.columns()
        expect([...(columns?.usd ?? [])]).toEqual(results.map(({ usd }) => usd ?? Number.NaN))
        expect([...(columns?.billedUsd ?? [])]).toEqual(results.map(({ billedUsd }) => billedUsd ?? Number.NaN))
        expect([...(columns?.savedUsd ?? [])]).toEqual(results.map(({ savedUsd }) => savedUsd ?? Number.NaN))
      }),
      { numRuns: 300 },
    )
  })

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
