import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { averageGapRecovered, gapRecovered, shareForGap } from './performance-gap'
import { gapped, problem, routerPoints } from './routed.fixture'
import { traceRouter } from './router-curve'

describe('the gap that a router recovers', () => {
  it('is 0 for the weak model and 1 for the strong one', () => {
    expect([0.6, 0.7, 0.8, 0.85].map((routed) => gapRecovered(routed, 0.6, 0.8)?.toFixed(3))).toEqual([
      '0.000',
      '0.500',
      '1.000',
      '1.250',
    ])
  })

  it('is unknown where the strong model is no better', () => {
    expect(gapRecovered(0.7, 0.7, 0.7)).toBeNull()
    const level = traceRouter([problem(1, 1, 0), problem(2, 0, 1)])
    expect([averageGapRecovered(level), shareForGap(level, 0.5)]).toEqual([null, null])
    expect(averageGapRecovered(traceRouter([]))).toBeNull()
  })

  it('on average is the area by trapezoids', () => {
    // PGR 0, 1, 1 at c = 0, ½, 1.
    expect(averageGapRecovered(traceRouter([problem(2, 0, 1), problem(1, 1, 1)]))).toBe(0.75)
  })

  it('on average is the plain trapezoid sum over the points, for any router', () => {
    fc.assert(
      fc.property(gapped, (routed) => {
        const curve = traceRouter(routed)
        const points = routerPoints(curve)
        const [weak, strong] = [points[0]?.accuracy ?? 0, points.at(-1)?.accuracy ?? 0]
        let area = 0
        for (const [index, to] of points.entries()) {
          const from = points[index - 1]
          if (from === undefined) continue
          const middle = (from.accuracy + to.accuracy) / 2
          area += (to.share - from.share) * ((middle - weak) / (strong - weak))
        }
        expect(averageGapRecovered(curve)).toBeCloseTo(area, 10)
      }),
    )
  })

  it('of a router and of its reverse add up to 1, so that a random one recovers a half', () => {
    fc.assert(
      fc.property(gapped, (routed) => {
        const reversed = routed.map((one) => ({ ...one, score: -one.score }))
        const [there, back] = [averageGapRecovered(traceRouter(routed)), averageGapRecovered(traceRouter(reversed))]
        expect((there ?? Number.NaN) + (back ?? Number.NaN)).toBeCloseTo(1, 10)
      }),
    )
  })

  it('does not depend on the unit of the scores', () => {
    fc.assert(
      fc.property(gapped, (routed) => {
        const other = routed.map((one) => ({ ...one, score: Math.exp(one.score / 500) }))
        expect(averageGapRecovered(traceRouter(other))).toBe(averageGapRecovered(traceRouter(routed)))
      }),
    )
  })
})

describe('the share of calls that a gap needs', () => {
  // 10 problems, all of which only the strong model solves.
  const straight = traceRouter(Array.from({ length: 10 }, (_, k) => problem(-k, 0, 1)))

  it('is reached at exactly the gap', () => {
    expect([0, 0.1, 0.5, 0.7, 0.8, 0.81, 1].map((gap) => shareForGap(straight, gap))).toEqual([
      0, 0.1, 0.5, 0.7, 0.8, 0.9, 1,
    ])
  })

  it('is unknown where the curve never gets there', () => {
    expect(shareForGap(straight, 1.01)).toBeNull()
  })

  it('is the first crossing, even where the curve falls again', () => {
    const bumpy = traceRouter([problem(4, 0, 1), problem(3, 1, 0), problem(2, 0, 1), problem(1, 0, 1)])
    expect([...bumpy.correct]).toEqual([1, 2, 1, 2, 3])
    expect(shareForGap(bumpy, 0.5)).toBe(0.25)
  })

  it('grows with the gap, and no smaller share reaches it', () => {
    fc.assert(
      fc.property(gapped, fc.double({ min: 0, max: 1, noNaN: true }), (routed, gap) => {
        const curve = traceRouter(routed)
        const points = routerPoints(curve)
        const share = shareForGap(curve, gap) ?? Number.NaN
        const [weak, strong] = [curve.correct[0] ?? 0, curve.correct.at(-1) ?? 0]
        const recovered = (k: number) => gapRecovered(curve.correct[k] ?? 0, weak, strong) ?? Number.NaN
        for (const [k, point] of points.entries()) if (point.share < share) expect(recovered(k)).toBeLessThan(gap)
        expect(recovered(Math.round(share * curve.problems))).toBeGreaterThanOrEqual(gap)
        expect(shareForGap(curve, 1) ?? 0).toBeGreaterThanOrEqual(share)
      }),
    )
  })
})
