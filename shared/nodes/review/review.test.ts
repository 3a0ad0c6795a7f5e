import { describe, expect, it } from 'vitest'
import { visitOf } from '../visit.fixture'
import { review } from './review.kind'
import { runReview } from './review.run'

describe('a review', () => {
  it('sends an approved answer on as it is', () => {
    const { visit } = visitOf(review, { problem: { answer: '5', confidence: 0.4 } })
    expect(runReview(visit)).toEqual({ leave: 'approved', why: 'approved', set: { verified: 'pass' } })
  })

  it('puts the person’s answer in place of a wrong one, and forgets the confidence of that', () => {
    const { visit } = visitOf(review, { review: { decision: 'corrected', answer: '6', note: 'the sum\nis off' } })
    expect(runReview(visit)).toEqual({
      leave: 'corrected',
      why: 'corrected: the sum is off',
      set: { answer: '6', confidence: null, verified: 'pass' },
    })
  })

  it('waits for a person who takes time', async () => {
    const { visit } = visitOf(review, { review: Promise.resolve({ decision: 'approved', note: null }) })
    expect(await runReview(visit)).toMatchObject({ leave: 'approved' })
  })

  it('says in its summary that its figures are simulated', () => {
    const settings = review.settings.parse({ usd: 2, errorRate: 0.1, delayS: 90 })
    expect(review.summary(settings)).toBe('$2.00 · simulated: 10 % wrong, 1 min 30 s')
    expect(review.reviewer?.(settings)).toMatchObject({ usd: 2, errorRate: 0.1, delayMs: 90_000 })
  })
})
