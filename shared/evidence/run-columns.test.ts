import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Verdict } from '../report'
import { adjustedWaldInterval, saysTooLittle } from './adjusted-wald'
import { pairRuns } from './pair-columns'
import { bootstrapPairs } from './paired-bootstrap'
import { nearestRank, selectRank } from './percentile'
import { allRows, commonRows, type RunColumns, summariseRows, verdictCodes } from './run-columns'
import { type Measured, summarise } from './summary'

const measured = fc.record({
  verdict: fc.constantFrom<Verdict>('correct', 'wrong', 'abstained', 'failed'),
  usd: fc.option(fc.double({ min: 0, max: 9, noNaN: true }), { freq: 20 }),
  billedUsd: fc.option(fc.double({ min: 0, max: 9, noNaN: true }), { freq: 20 }),
  savedUsd: fc.option(fc.double({ min: 0, max: 9, noNaN: true }), { freq: 20 }),
  latencyMs: fc.option(fc.oneof(fc.constant(0), fc.double({ min: 0, max: 9e5, noNaN: true })), { freq: 20 }),
  escalated: fc.boolean(),
})

function columnsOf(results: readonly Measured[], ordinals = results.map((_, at) => at)): RunColumns {
  return {
    ordinals: Uint32Array.from(ordinals),
    verdicts: Uint8Array.from(results, ({ verdict }) => verdictCodes.indexOf(verdict)),
    usd: Float64Array.from(results, ({ usd }) => usd ?? Number.NaN),
    billedUsd: Float64Array.from(results, ({ billedUsd }) => billedUsd ?? Number.NaN),
    savedUsd: Float64Array.from(results, ({ savedUsd }) => savedUsd ?? Number.NaN),
    latencyMs: Float64Array.from(results, ({ latencyMs }) => latencyMs ?? Number.NaN),
    escalated: Uint8Array.from(results, ({ escalated }) => Number(escalated)),
  }
}

describe('the columns of a run', () => {
  it('give the same figures as its results', () => {
    fc.assert(
      fc.property(fc.array(measured, { maxLength: 60 }), (results) => {
        const columns = columnsOf(results)
        expect(summariseRows(columns, allRows(columns))).toEqual(summarise(results))
      }),
    )
  })

  it('give the same paired differences as its results', () => {
    const pair = fc.tuple(measured, measured)
    fc.assert(
      fc.property(fc.array(pair, { minLength: 1, maxLength: 40 }), (pairs) => {
        const [first, second] = [columnsOf(pairs.map(([one]) => one)), columnsOf(pairs.map(([, two]) => two))]
        const paired = pairRuns({ columns: first, rows: allRows(first) }, { columns: second, rows: allRows(second) }, 5)
        const problems = pairs.map(([one, two]) => ({
          firstCorrect: one.verdict === 'correct',
          secondCorrect: two.verdict === 'correct',
          firstUsd: one.usd,
          secondUsd: two.usd,
        }))
        const { accuracy, usdPerProblem, usdPerCorrect } = bootstrapPairs(problems, { seed: 5 })
        expect(paired).toMatchObject({ usdPerProblem, usdPerCorrect })
        const { onlyFirst, onlySecond } = paired
        const isFew = saysTooLittle(pairs.length, onlyFirst + onlySecond)
        const interval = isFew ? adjustedWaldInterval(pairs.length, onlyFirst, onlySecond) : accuracy.interval
        expect(paired.accuracy).toEqual({ difference: accuracy.difference, interval })
        expect(paired.both + paired.onlyFirst + paired.onlySecond + paired.neither).toBe(pairs.length)
      }),
      { numRuns: 20 },
    )
  })

  it('are brought to the problems that all runs have', () => {
    const ordinals = fc.uniqueArray(fc.nat(30)).map((some) => some.sort((a, b) => a - b))
    fc.assert(
      fc.property(fc.array(ordinals, { minLength: 1, maxLength: 4 }), (runs) => {
        const columns = runs.map((some) => ({ ordinals: Uint32Array.from(some) }))
        const shared = runs.reduce((common, some) => common.filter((ordinal) => some.includes(ordinal)))
        for (const [run, rows] of commonRows(columns).entries())
          expect(Array.from(rows, (row) => runs[run]?.[row])).toEqual(shared)
      }),
    )
  })
})

it('a rank is selected as from a sorted sample', () => {
  // Sorting puts -0 before 0, which to selection are the same.
  const number = fc.double({ noNaN: true }).map((value) => value + 0)
  const values = fc.array(fc.oneof(number, fc.integer({ min: 0, max: 3 })))
  fc.assert(
    fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), (sample, p) => {
      expect(selectRank(Float64Array.from(sample), p)).toBe(nearestRank(Float64Array.from(sample).sort(), p))
    }),
  )
})
