import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addCost, costOf } from './price'

const price = { inputPerMillion: 3, outputPerMillion: 15 }
const tokens = fc.integer({ min: 0, max: 10_000_000 })

it('prices input and output apart, per million tokens', () => {
  expect(costOf({ inputTokens: 1_000_000, outputTokens: 200_000 }, price)).toBeCloseTo(6, 12)
})

it('does not know a cost without a price or without a token count, and never says $0 for it', () => {
  expect(costOf({ inputTokens: 1, outputTokens: 1 }, null)).toBeNull()
  expect(costOf({ inputTokens: null, outputTokens: 1 }, price)).toBeNull()
  expect(costOf({ inputTokens: 1, outputTokens: null }, price)).toBeNull()
})

it('never falls when tokens are added, and is never negative', () => {
  fc.assert(
    fc.property(tokens, tokens, tokens, (input, output, more) => {
      const less = costOf({ inputTokens: input, outputTokens: output }, price) ?? Number.NaN
      expect(less).toBeGreaterThanOrEqual(0)
      expect(costOf({ inputTokens: input + more, outputTokens: output }, price)).toBeGreaterThanOrEqual(less)
    }),
  )
})

it('keeps a sum unknown once one part of it is', () => {
  expect(addCost(addCost(1, null), 2)).toBeNull()
  expect(addCost(1, 2)).toBe(3)
})
