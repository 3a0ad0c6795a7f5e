import { describe, expect, it } from 'vitest'
import { type FixtureOptions, visitOf } from '../visit.fixture'
import { escalation } from './escalation.kind'
import { runEscalation } from './escalation.run'

const leaves = (options: FixtureOptions<typeof escalation>) => runEscalation(visitOf(escalation, options).visit)

describe('an answer with a confidence', () => {
  it('is accepted at exactly the threshold', () => {
    expect(leaves({ settings: { threshold: 0.8 }, problem: { confidence: 0.8 } })).toMatchObject({ leave: 'accept' })
  })

  it('is escalated just below it', () => {
    expect(leaves({ settings: { threshold: 0.8 }, problem: { confidence: 0.7999 } })).toMatchObject({
      leave: 'escalate',
    })
  })
})

describe('an answer without a confidence', () => {
  it('counts as 0.5 unless set otherwise', () => {
    expect(leaves({ settings: { threshold: 0.5 } })).toMatchObject({ leave: 'accept' })
    expect(leaves({ settings: { threshold: 0.51 } })).toMatchObject({ leave: 'escalate' })
  })

  it('counts as what is set', () => {
    expect(leaves({ settings: { threshold: 0.5, missingConfidence: 0 } })).toMatchObject({ leave: 'escalate' })
  })
})

describe('with a latency budget', () => {
  const settings = { threshold: 0.9, acceptWhenLessThanMs: 2000 }

  it('accepts a doubtful answer when less time is left than allowed', () => {
    expect(
      leaves({ settings, problem: { confidence: 0.1, elapsedMs: 8500 }, ctx: { latencyBudgetMs: 10_000 } }),
    ).toMatchObject({
      leave: 'accept',
    })
  })

  it('escalates it while there is time', () => {
    expect(
      leaves({ settings, problem: { confidence: 0.1, elapsedMs: 8000 }, ctx: { latencyBudgetMs: 10_000 } }),
    ).toMatchObject({
      leave: 'escalate',
    })
  })

  it('escalates it when the time is not known', () => {
    expect(
      leaves({ settings, problem: { confidence: 0.1, elapsedMs: null }, ctx: { latencyBudgetMs: 10_000 } }),
    ).toMatchObject({
      leave: 'escalate',
    })
  })
})

it('does not look at the time without a budget', () => {
  expect(
    leaves({ settings: { acceptWhenLessThanMs: 2000 }, problem: { confidence: 0.1, elapsedMs: 1e9 } }),
  ).toMatchObject({
    leave: 'escalate',
  })
})

describe('with a money budget', () => {
  const settings = { threshold: 0.9, acceptWhenLessThanUsd: 0.05 }

  it('accepts a doubtful answer when less money is left than allowed', () => {
    const problem = { confidence: 0.1, spentUsd: 0.06 }
    expect(leaves({ settings, problem, ctx: { moneyBudgetUsd: 0.1 } })).toMatchObject({ leave: 'accept' })
  })

  it('escalates it while there is money, and where the cost is not known', () => {
    for (const spentUsd of [0.05, null]) {
      expect(leaves({ settings, problem: { confidence: 0.1, spentUsd }, ctx: { moneyBudgetUsd: 0.1 } })).toMatchObject({
        leave: 'escalate',
      })
    }
  })
})

it('asks a category with its own threshold for that one', () => {
  const settings = { threshold: 0.5, byCategory: [{ category: 'geometry', threshold: 0.9 }] }
  expect(leaves({ settings, problem: { confidence: 0.8, category: 'geometry' } })).toMatchObject({ leave: 'escalate' })
  expect(leaves({ settings, problem: { confidence: 0.8, category: 'algebra' } })).toMatchObject({ leave: 'accept' })
  expect(leaves({ settings, problem: { confidence: 0.8 } })).toMatchObject({ leave: 'accept' })
})

it('has one threshold for a category', () => {
  const byCategory = ['geometry', 'algebra', 'geometry'].map((category) => ({ category, threshold: 0.9 }))
  expect(escalation.settings.safeParse({ byCategory }).error?.issues).toMatchObject([
    { path: ['byCategory'], message: 'names a category twice' },
  ])
})
