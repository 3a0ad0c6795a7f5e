import { describe, expect, it } from 'vitest'
import { describeEstimate, describeSources, estimateWarnings } from './estimate-words'
import type { Estimate } from './report'

const estimate: Estimate = {
  basis: 'outcomes',
  problems: 1000,
  repeats: 1,
  walked: 334,
  calls: { low: 1200, expected: 1250, high: 1300 },
  usd: { low: 4, expected: 4.2, high: 4.4 },
  billedUsd: { low: 2, expected: 2.1, high: 2.2 },
  timeMs: { low: 60_000, expected: 61_000, high: 62_000 },
  delivery: 'live',
  batchUsd: null,
  unpriced: [],
  leftOut: [],
}

describe('an estimate in words', () => {
  it('gives calls, dollars and time as ranges, and on what they rest', () => {
    expect(describeEstimate(estimate)).toBe(
      '1,200 to 1,300 calls, $4.00 to $4.40 at list price, $2.00 to $2.20 to pay, about 1 min to 1 min 2 s (from 334 of 1,000 problems, walked on recorded outcomes)',
    )
  })

  it('counts the walks where problems are walked several times', () => {
    expect(describeEstimate({ ...estimate, repeats: 3 })).toContain(
      '(from 334 of 3,000 walks, 3 of each problem, made on recorded outcomes)',
    )
    const failing = { problems: 4, example: 'no outcome' }
    expect(estimateWarnings({ ...estimate, repeats: 3, failing })).toEqual([
      '4 of the 334 walks that were tried failed, such as: no outcome',
    ])
  })

  it('says of how many problems too little is recorded to tell more than bounds', () => {
    const bounds = { ...estimate, basis: 'bounds' as const, timeMs: null }
    expect(describeEstimate({ ...bounds, walked: 0, unrecorded: 20 })).toContain(
      '(none of 20 problems can be answered from what is recorded: from the ',
    )
    expect(describeEstimate({ ...bounds, walked: 15, unrecorded: 5 })).toContain(
      '(only 15 of 20 problems can be answered from what is recorded: from the ',
    )
  })

  it('says what batches would save, and that they take their time', () => {
    const batchUsd = { low: 1, expected: 1.05, high: 1.1 }
    expect(describeEstimate({ ...estimate, batchUsd })).toContain(
      '$2.00 to $2.20 to pay, $1.00 to $1.10 less in batches, ',
    )
    const asBatch = { ...estimate, delivery: 'batch' as const, billedUsd: batchUsd, batchUsd, timeMs: null }
    expect(describeEstimate(asBatch)).toContain(
      '$1.00 to $1.10 to pay, $1.00 to $1.10 less than live, within a day for each batch (',
    )
  })

  it('says that nothing is to be paid', () => {
    const free = { ...estimate, basis: 'simulation' as const, walked: 1000, timeMs: null }
    expect(describeEstimate({ ...free, billedUsd: { low: 0, expected: 0, high: 0 } })).toContain(
      'nothing to pay (from all 1,000 problems, walked on simulated answers)',
    )
  })

  it('says that the cost is not known where recorded answers have no price', () => {
    expect(describeEstimate({ ...estimate, usd: null, billedUsd: { low: 0, expected: 0, high: 0 } })).toContain(
      'calls, a cost that is not known, as some recorded answers have no price, nothing to pay,',
    )
  })

  it('names the models without a price instead of a sum', () => {
    const words = describeEstimate({ ...estimate, usd: null, billedUsd: null, unpriced: ['m', 'n'] })
    expect(words).toContain('for want of the price of m, n')
    expect(words).not.toContain('$')
  })
})

describe('what a model will not be asked', () => {
  it('is told by the node that wants it', () => {
    const leftOut = [
      { node: 'Quick', model: 'm', setting: 'effort' as const },
      { node: 'Deep', model: 'n', setting: 'logprobs' as const },
    ]
    expect(estimateWarnings({ ...estimate, leftOut })).toEqual([
      '“Quick”: m is not known to take this reasoning effort; it is asked without',
      '“Deep”: n is not known to give log-probabilities, so its answers have no confidence',
    ])
  })
})

describe('where answers came from, in words', () => {
  it('counts each source and says what was charged and saved', () => {
    expect(describeSources({ recorded: 10, live: 20 }, { billedUsd: 0.2, savedUsd: 0.1 })).toBe(
      '30 calls: 20 live, 10 from recorded outcomes; $0.200 charged, $0.100 saved',
    )
  })

  it('says that it is not known what was charged where it is not', () => {
    expect(describeSources({ live: 4 }, { billedUsd: null, savedUsd: 0 })).toBe(
      '4 calls: 4 live; what was charged is not known, $0 saved',
    )
  })

  it('counts the recorded answers also where their cost is not known', () => {
    expect(describeSources({ recorded: 4 }, { billedUsd: 0, savedUsd: null })).toBe(
      '4 calls: 4 from recorded outcomes; $0 charged, what was saved is not known',
    )
  })

  it('says of how many calls it is not known whether they were billed', () => {
    expect(describeSources({ live: 20 }, { billedUsd: 0.2, savedUsd: 0 }, 1)).toBe(
      '20 calls: 20 live; $0.200 charged, $0 saved; of 1 call it is not known whether it was billed: the most that it can cost is counted',
    )
    expect(describeSources({ live: 20 }, { billedUsd: 0.2, savedUsd: 0 }, 2)).toContain(
      'of 2 calls it is not known whether they were billed: the most that they can cost is counted',
    )
  })

  it('has nothing to say of a run that was all simulated', () => {
    expect(describeSources({ simulated: 5 }, { billedUsd: 0, savedUsd: 0 })).toBeNull()
  })
})
