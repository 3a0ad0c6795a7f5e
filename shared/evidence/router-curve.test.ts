import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countOverlap, perfectRouter } from './overlap'
import { averageGapRecovered, gapRecovered, shareForGap } from './performance-gap'
import { type RoutedProblem, routerPoints, traceRouter } from './router-curve'

const problem = (score: number, weak: number, strong: number): RoutedProblem => ({
  score,
  weak: weak === 1,
  strong: strong === 1,
})

/** Problems with distinct scores, over which the strong model is better. */
const gapped = fc
  .uniqueArray(fc.tuple(fc.integer({ min: -1000, max: 1000 }), fc.boolean(), fc.boolean()), {
    minLength: 1,
    maxLength: 60,
    selector: ([score]) => score,
  })
  .map((rows): RoutedProblem[] => rows.map(([score, weak, strong]) => ({ score, weak, strong })))
  .filter((routed) => {
    const { onlyFirst, onlySecond } = countOverlap(routed.map(({ weak, strong }) => [weak, strong]))
    return onlySecond > onlyFirst
  })

describe('the curve of a router', () => {
  it('sends the problems of the highest score to the strong model first', () => {
    const { correct, tied } = traceRouter([problem(1, 1, 0), problem(3, 0, 1), problem(2, 1, 1)])
    expect([...correct]).toEqual([2, 3, 3, 2])
    expect(tied).toBe(0)
  })

  it('keeps problems of equal score in file order, and says how many there are', () => {
    const { correct, tied } = traceRouter([problem(5, 0, 1), problem(7, 0, 0), problem(5, 0, 0), problem(1, 0, 0)])
    expect([...correct]).toEqual([0, 0, 1, 1, 1])
    expect(tied).toBe(2)
  })

  it('takes infinite scores for what they are', () => {
    const routed = [problem(Infinity, 0, 0), problem(Infinity, 0, 1), problem(-Infinity, 0, 0)]
    expect([...traceRouter(routed).correct]).toEqual([0, 0, 1, 1])
  })

  it('has no points without problems', () => {
    expect(routerPoints(traceRouter([]))).toEqual([])
  })

  it('goes from all weak to all strong, and is the accuracy of each mix', () => {
    fc.assert(
      fc.property(gapped, (routed) => {
        const best = [...routed].sort((a, b) => b.score - a.score)
        const points = routerPoints(traceRouter(routed))
        expect(points).toHaveLength(routed.length + 1)
        for (const [k, { share, accuracy }] of points.entries()) {
          const right = best.filter(({ weak, strong }, index) => (index < k ? strong : weak)).length
          expect({ share, accuracy }).toEqual({ share: k / routed.length, accuracy: right / routed.length })
        }
      }),
    )
  })
})

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

describe('a perfect router', () => {
  it('is right wherever one of the models is, and asks the strong one only where it alone is right', () => {
    const overlap = countOverlap([
      [true, true],
      [true, false],
      [false, true],
      [false, false],
    ])
    expect(overlap).toEqual({ both: 1, onlyFirst: 1, onlySecond: 1, neither: 1 })
    expect(perfectRouter(overlap)).toEqual({ accuracy: 0.75, share: 0.25 })
  })

  it('is unknown without problems', () => {
    expect(perfectRouter(countOverlap([]))).toEqual({ accuracy: null, share: null })
  })

  it('is beaten by no router', () => {
    fc.assert(
      fc.property(gapped, (routed) => {
        const best = perfectRouter(countOverlap(routed.map(({ weak, strong }) => [weak, strong]))).accuracy ?? 0
        for (const { accuracy } of routerPoints(traceRouter(routed))) expect(accuracy).toBeLessThanOrEqual(best)
      }),
    )
  })
})
