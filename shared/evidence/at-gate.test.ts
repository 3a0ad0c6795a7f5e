import fc from 'fast-check'
import { expect, it } from 'vitest'
import { countAtGate, type SeenAtGate, sweepGate } from './at-gate'

const share = fc.double({ min: 0, max: 1, noNaN: true })
const seenAtGate = fc.record({
  confidence: fc.option(share),
  correct: fc.option(fc.boolean()),
  category: fc.constantFrom(null, 'algebra', 'geometry'),
  elapsedMs: fc.constantFrom(null, 0, 9_500),
  spentUsd: fc.constantFrom(null, 0, 0.1),
})
const settingsOf = (threshold: number) => ({
  threshold,
  byCategory: [{ category: 'geometry', threshold: 0.9 }],
  missingConfidence: 0.5,
  acceptWhenLessThanMs: 1000,
  acceptWhenLessThanUsd: 0,
})
const budgets = { latencyBudgetMs: 10_000, moneyBudgetUsd: undefined }
const accepted = (seen: readonly SeenAtGate[], threshold: number) => {
  const { acceptedRight, acceptedWrong, acceptedUnknown } = countAtGate(seen, settingsOf(threshold), budgets)
  return acceptedRight + acceptedWrong + acceptedUnknown
}

it('counts every problem exactly once', () => {
  fc.assert(
    fc.property(fc.array(seenAtGate), share, (seen, threshold) => {
      const counts = countAtGate(seen, settingsOf(threshold), budgets)
      expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(seen.length)
      expect(counts.acceptedRight + counts.escalatedRight).toBe(seen.filter(({ correct }) => correct === true).length)
      expect(counts.acceptedUnknown + counts.escalatedUnknown).toBe(
        seen.filter(({ correct }) => correct === null).length,
      )
    }),
  )
})

it('a higher threshold never accepts more', () => {
  fc.assert(
    fc.property(fc.array(seenAtGate), share, share, (seen, a, b) => {
      expect(accepted(seen, Math.max(a, b))).toBeLessThanOrEqual(accepted(seen, Math.min(a, b)))
    }),
  )
})

it('a sweep gives at every threshold what deciding anew gives', () => {
  fc.assert(
    fc.property(fc.array(seenAtGate), fc.array(share), (seen, some) => {
      const confidences = seen.flatMap(({ confidence }) => confidence ?? [])
      const thresholds = [...some, ...confidences].sort((a, b) => a - b)
      expect(sweepGate(seen, settingsOf(0.5), budgets, thresholds)).toEqual(
        thresholds.map((threshold) => countAtGate(seen, settingsOf(threshold), budgets)),
      )
    }),
  )
})

it('a threshold of 0 accepts all but the categories that ask for more', () => {
  const one = { confidence: 0.1, correct: false, elapsedMs: 0, spentUsd: 0 }
  const seen = [
    { ...one, category: null },
    { ...one, category: 'geometry' },
  ]
  expect(countAtGate(seen, settingsOf(0), budgets)).toMatchObject({ acceptedWrong: 1, escalatedWrong: 1 })
})

it('a doubtful answer is accepted where time is short', () => {
  const late = { confidence: 0.1, correct: true, category: null, elapsedMs: 9_500, spentUsd: 0 }
  expect(countAtGate([late], settingsOf(0.9), budgets)).toMatchObject({ acceptedRight: 1 })
  expect(countAtGate([{ ...late, elapsedMs: null }], settingsOf(0.9), budgets)).toMatchObject({ escalatedRight: 1 })
})
