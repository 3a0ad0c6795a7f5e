import fc from 'fast-check'
import { expect, it } from 'vitest'
import { confidenceIn, decide } from './decide'

const share = fc.double({ min: 0, max: 1, noNaN: true })

it('a reason gives back the confidence it was written with', () => {
  const settings = fc.record({
    threshold: share,
    byCategory: fc.constantFrom([], [{ category: 'c', threshold: 0.5 }]),
    missingConfidence: share,
    acceptWhenLessThanMs: fc.constantFrom(0, 2000),
    acceptWhenLessThanUsd: fc.constantFrom(0, 0.5),
  })
  const problem = fc.record({
    confidence: fc.option(share),
    category: fc.constantFrom(null, 'c'),
    elapsedMs: fc.constantFrom(null, 0, 9000),
    spentUsd: fc.constantFrom(null, 0, 0.9),
  })
  const budgets = { latencyBudgetMs: 10_000, moneyBudgetUsd: 1 }
  fc.assert(
    fc.property(problem, settings, (one, set) => {
      expect(confidenceIn(decide(one, set, budgets).why)).toBe(one.confidence)
    }),
  )
})

it('another reason holds no confidence', () => {
  expect(confidenceIn('5 of 5 samples agree')).toBeUndefined()
  expect(confidenceIn('confidence is high')).toBeUndefined()
})
