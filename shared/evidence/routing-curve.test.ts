import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type RecordedPair, traceOutcomes } from './routing-curve'

const names = { weak: 'small', strong: 'large' }

function pair(given: Partial<RecordedPair>): RecordedPair {
  return { score: 0, scored: true, weak: false, strong: true, weakUsd: 1, strongUsd: 10, confidence: null, ...given }
}

/** Three problems for the strong model, longest first: it mends the first, spoils the second, and the third is nobody's. */
const three = [
  pair({ score: 5, weak: true, strong: false }),
  pair({ score: 9, weak: false, strong: true }),
  pair({ score: 1, weak: false, strong: true }),
]

const anyPair = fc.record({
  score: fc.integer({ min: 0, max: 4 }),
  scored: fc.constant(true),
  weak: fc.boolean(),
  strong: fc.boolean(),
  weakUsd: fc.constant(1),
  strongUsd: fc.constant(10),
  confidence: fc.constant(null),
})

describe('the routing curve of recorded outcomes', () => {
  it('goes from all weak to all strong by falling score, at the price of one model for each problem', () => {
    const curve = traceOutcomes(three, { by: 'length', ...names })
    expect(curve.points.map(({ correct }) => correct)).toEqual([1, 2, 1, 2])
    expect(curve.points.map(({ gap }) => gap)).toEqual([0, 1, 0, 1])
    expect(curve.points.map(({ usdPerProblem }) => (usdPerProblem ?? 0) * 3)).toEqual([3, 12, 21, 30])
    expect(curve).toMatchObject({ apgr: 0.5, cpt50: 1 / 3, cpt80: 1 / 3, tied: 0, paysBoth: false, cascade: null })
    expect(curve.perfect).toEqual({ accuracy: 1, share: 2 / 3, usdPerProblem: 7 })
  })

  it('pays for both models where the weak one’s answer decides', () => {
    const { points, paysBoth } = traceOutcomes(three, { by: 'tokens', ...names })
    expect(paysBoth).toBe(true)
    expect(points.map(({ usdPerProblem }) => (usdPerProblem ?? 0) * 3)).toEqual([3, 13, 23, 33])
  })

  it('has no dollars where the cost of one answer is unknown, and says of how many', () => {
    const [first, ...rest] = three
    const curve = traceOutcomes([{ ...pair({ ...first }), strongUsd: null }, ...rest], { by: 'length', ...names })
    expect(curve.points.every(({ usdPerProblem }) => usdPerProblem === null)).toBe(true)
    expect([curve.weak.unpriced, curve.strong.unpriced]).toEqual([0, 1])
    expect(curve.weak.usdPerProblem).toBe(1)
  })

  it('has no gap to recover where the strong model is not better', () => {
    const turned = three.map(({ weak, strong, ...rest }) => ({ ...rest, weak: strong, strong: weak }))
    const { apgr, apgrOverTies, cpt50, cpt80, points } = traceOutcomes(turned, { by: 'length', ...names })
    expect([apgr, apgrOverTies, cpt50, cpt80]).toEqual([null, null, null, null])
    expect(points.every(({ gap }) => gap === null)).toBe(true)
  })

  it('is empty without problems', () => {
    const curve = traceOutcomes([], { by: 'confidence', ...names })
    expect(curve).toMatchObject({ problems: 0, points: [], tenths: [], cascade: [], apgr: null, auroc: null })
    expect(curve.weak.accuracy).toBeNull()
  })

  it('offers a cascade for each confidence, and for a threshold that is asked for', () => {
    const sure = [0.9, null, 0.2].map((confidence, at) =>
      pair({ ...three[at], confidence, score: -(confidence ?? 0), scored: confidence !== null }),
    )
    const rows = (thresholds?: number[]) =>
      traceOutcomes(sure, { by: 'confidence', ...names, thresholds }).cascade?.map(({ escalated, correct }) => [
        escalated,
        correct,
      ])
    expect(rows()).toEqual([
      [0, 1],
      [1, 2],
      [2, 3],
      [3, 2],
    ])
    expect(rows([0.5])).toEqual([[2, 3]])
    expect(traceOutcomes(sure, { by: 'confidence', ...names }).unscored).toBe(1)
  })

  it('keeps its ends and its counts however few points are wished for', () => {
    fc.assert(
      fc.property(
        fc.array(anyPair, { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 20 }),
        (pairs, most) => {
          const whole = traceOutcomes(pairs, { by: 'length', ...names })
          const { points } = traceOutcomes(pairs, { by: 'length', ...names, most })
          expect(points.length).toBeLessThanOrEqual(most + 1)
          expect([points[0], points.at(-1)]).toEqual([whole.points[0], whole.points.at(-1)])
          expect(points.every((point) => whole.points[point.toStrong]?.correct === point.correct)).toBe(true)
        },
      ),
    )
  })

  it('has over all orders of equal scores the mean that shuffling them comes to', () => {
    const tied = [
      pair({ score: 1, weak: false, strong: true }),
      pair({ score: 1, weak: true, strong: false }),
      pair({ score: 1, weak: false, strong: true }),
      pair({ score: 0, weak: false, strong: false }),
    ]
    const orders = permutations([0, 1, 2]).map((order) => [
      ...order.map((at) => tied[at] ?? pair({})),
      ...tied.slice(3),
    ])
    const areas = orders.map((order) => traceOutcomes(order, { by: 'length', ...names }).apgr ?? Number.NaN)
    const mean = areas.reduce((sum, area) => sum + area, 0) / areas.length
    expect(traceOutcomes(tied, { by: 'length', ...names }).apgrOverTies).toBeCloseTo(mean, 12)
    expect(new Set(areas).size).toBeGreaterThan(1)
  })
})

function permutations(items: readonly number[]): number[][] {
  if (items.length === 0) return [[]]
  return items.flatMap((item) => permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]))
}
