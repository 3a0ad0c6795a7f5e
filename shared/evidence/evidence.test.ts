import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findFrontier, type TradeOff } from './frontier'
import { wilsonInterval } from './interval'
import { nearestRank } from './percentile'
import { type Measured, summarise, sumOrUnknown } from './summary'

describe("Wilson's interval", () => {
  // Reference values by the closed formula in exact arithmetic, also found in Brown, Cai and DasGupta (2001).
  it.each([
    [0, 10, 0, 0.2775],
    [10, 10, 0.7225, 1],
    [5, 10, 0.2366, 0.7634],
    [81, 263, 0.2553, 0.3662],
  ])('of %i in %i is %f to %f', (successes, trials, low, high) => {
    const interval = wilsonInterval(successes, trials)
    expect(interval?.[0]).toBeCloseTo(low, 4)
    expect(interval?.[1]).toBeCloseTo(high, 4)
  })

  it('is unknown without trials', () => {
    expect(wilsonInterval(0, 0)).toBeNull()
  })

  it('holds the share, stays within 0 and 1 and is symmetric', () => {
    const counts = fc
      .integer({ min: 1, max: 100_000 })
      .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)))
    fc.assert(
      fc.property(counts, ([k, n]) => {
        const [low, high] = wilsonInterval(k, n) ?? [Number.NaN, Number.NaN]
        expect(0 <= low && low <= k / n && k / n <= high && high <= 1).toBe(true)
        const [otherLow, otherHigh] = wilsonInterval(n - k, n) ?? [Number.NaN, Number.NaN]
        expect(otherLow).toBeCloseTo(1 - high, 9)
        expect(otherHigh).toBeCloseTo(1 - low, 9)
      }),
    )
  })
})

describe('a percentile', () => {
  it('is a value of the sample, by nearest rank', () => {
    const sample = [15, 20, 35, 40, 50]
    expect([0, 0.05, 0.3, 0.4, 0.5, 1].map((p) => nearestRank(sample, p))).toEqual([15, 15, 20, 20, 35, 50])
  })

  it('of nothing is unknown', () => {
    expect(nearestRank([], 0.5)).toBeUndefined()
  })

  it('has at least its share of values at or below it, and less below any smaller value', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer(), { minLength: 1 }),
        fc.double({ min: 0.001, max: 1, noNaN: true }),
        (values, p) => {
          const sorted = [...values].sort((a, b) => a - b)
          const at = nearestRank(sorted, p) ?? Number.NaN
          expect(sorted.filter((value) => value <= at).length).toBeGreaterThanOrEqual(p * sorted.length)
          expect(sorted.filter((value) => value < at).length).toBeLessThan(p * sorted.length)
        },
      ),
    )
  })
})

describe('the frontier', () => {
  const design = (id: string, accuracy: number, usd: number): TradeOff => ({ id, accuracy, usd })

  it('leaves out a design that costs more and is no better', () => {
    expect(findFrontier([design('dear', 0.8, 9), design('best', 0.9, 5), design('cheap', 0.6, 1)])).toEqual([
      'cheap',
      'best',
    ])
  })

  it('keeps designs that are equal in both', () => {
    expect(findFrontier([design('a', 0.8, 1), design('b', 0.8, 1)])).toEqual(['a', 'b'])
  })

  it('holds exactly the designs that no other beats', () => {
    const designs = fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 })), {
      maxLength: 12,
    })
    fc.assert(
      fc.property(designs, (pairs) => {
        const all = pairs.map(([accuracy, usd], id) => design(String(id), accuracy, usd))
        const beaten = (one: TradeOff) =>
          all.some(
            (other) =>
              other.accuracy >= one.accuracy &&
              other.usd <= one.usd &&
              (other.accuracy > one.accuracy || other.usd < one.usd),
          )
        expect(new Set(findFrontier(all))).toEqual(new Set(all.filter((one) => !beaten(one)).map(({ id }) => id)))
      }),
    )
  })
})

describe('the figures of a run', () => {
  const result = (rest: Partial<Measured> = {}): Measured => ({
    verdict: 'correct',
    usd: 0.01,
    billedUsd: 0,
    savedUsd: 0,
    latencyMs: 100,
    escalated: false,
    ...rest,
  })

  it('count failed and abstained problems in the denominator', () => {
    const figures = summarise([
      result(),
      result({ verdict: 'failed' }),
      result({ verdict: 'abstained' }),
      result({ verdict: 'wrong' }),
    ])
    expect(figures).toMatchObject({ problems: 4, correct: 1, accuracy: 0.25, failed: 1 })
  })

  it('have no cost per correct at 0 correct', () => {
    expect(summarise([result({ verdict: 'wrong' })])).toMatchObject({ usd: 0.01, usdPerCorrect: null })
  })

  it('do not know the dollars where one call is of unknown cost', () => {
    expect(summarise([result(), result({ usd: null })])).toMatchObject({ usd: null, usdPerCorrect: null })
  })

  it('do not know the percentiles where one latency is unknown', () => {
    expect(summarise([result(), result({ latencyMs: null })]).latencyMs).toEqual({ p50: null, p95: null })
  })

  it('leave what failed before it took any time out of the percentiles, and say how much that is', () => {
    const never = result({ verdict: 'failed', usd: 0, latencyMs: 0 })
    const late = result({ verdict: 'failed', latencyMs: 300 })
    const cached = result({ usd: 0, latencyMs: 0 })
    const figures = summarise([never, never, never, never, result(), cached, late])
    expect(figures).toMatchObject({ problems: 7, failed: 5, untimed: 4, latencyMs: { p50: 100, p95: 300 } })
    expect(summarise([never]).latencyMs).toEqual({ p50: null, p95: null })
    expect(summarise([result()])).not.toHaveProperty('untimed')
  })

  it('are unknown, not 0, without problems', () => {
    expect(summarise([])).toMatchObject({
      accuracy: null,
      accuracyInterval: null,
      escalationRate: null,
      usd: 0,
      latencyMs: { p50: null },
    })
  })

  it('give the share that was escalated', () => {
    expect(summarise([result({ escalated: true }), result(), result(), result()]).escalationRate).toBe(0.25)
  })
})

it('sums ten thousand small costs without drift', () => {
  expect(sumOrUnknown(Array.from({ length: 10_000 }, () => 0.0001))).toBeCloseTo(1, 14)
})
