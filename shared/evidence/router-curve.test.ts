import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countOverlap, perfectRouter } from './overlap'
import { gapped, problem, routerPoints } from './routed.fixture'
import { traceRouter } from './router-curve'

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
