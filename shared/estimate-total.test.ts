import { describe, expect, it } from 'vitest'
import { describeTotal } from './estimate-total'
import type { Estimate } from './report'

const nothing = { low: 0, expected: 0, high: 0 }
const live: Estimate = {
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
const simulated: Estimate = {
  ...live,
  basis: 'simulation',
  calls: { low: 1000, expected: 1000, high: 1000 },
  billedUsd: nothing,
  timeMs: null,
}

describe('what several runs will take together', () => {
  it('is the sum of what each will take; what is simulated takes no time and is not paid', () => {
    expect(describeTotal([live, live, simulated], null)).toBe(
      'In all 3,400 to 3,600 calls, $12.00 to $13.20 at list price, $4.00 to $4.40 to pay, about 2 min to 2 min 4 s',
    )
    expect(describeTotal([simulated, simulated], null)).toBe(
      'In all 2,000 calls, $8.00 to $8.80 at list price, nothing to pay',
    )
  })

  it('says that the budget is for each of them, where something is to be paid', () => {
    expect(describeTotal([live, simulated], 5)).toMatch(
      /\. The budget of \$5\.00 is for each of them: at most \$10\.00 in all$/,
    )
    expect(describeTotal([simulated, simulated], 5)).not.toContain('budget')
  })

  it('does not know what one of them does not know', () => {
    const unpriced = { ...live, usd: null, billedUsd: null, timeMs: null, unpriced: ['m'] }
    expect(describeTotal([live, unpriced], null)).toBe(
      'In all 2,400 to 2,600 calls, a cost that is not known, what is to be paid is not known',
    )
  })
})
