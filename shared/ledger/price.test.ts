import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addCost, costOf, worstCostOf } from './price'

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

const cached = { ...price, cacheReadPerMillion: 0.3, cacheWritePerMillion: 3.75 }

it('prices input that was read from the cache, or written to it, by its own rate', () => {
  const usage = { inputTokens: 1_000_000, outputTokens: 0, cacheReadTokens: 600_000, cacheWriteTokens: 100_000 }
  expect(costOf(usage, cached)).toBeCloseTo(0.3 * 3 + 0.6 * 0.3 + 0.1 * 3.75, 12)
  expect(costOf(usage, price)).toBeCloseTo(3, 12)
})

it('prices the whole call by the highest tier that its input is above', () => {
  const tiered = {
    ...price,
    tiers: [
      { aboveInputTokens: 500_000, inputPerMillion: 9, outputPerMillion: 45 },
      { aboveInputTokens: 200_000, inputPerMillion: 6, outputPerMillion: 22.5 },
    ],
  }
  expect(costOf({ inputTokens: 200_000, outputTokens: 0 }, tiered)).toBeCloseTo(0.6, 12)
  expect(costOf({ inputTokens: 200_001, outputTokens: 1_000_000 }, tiered)).toBeCloseTo(0.200001 * 6 + 22.5, 12)
  expect(costOf({ inputTokens: 600_000, outputTokens: 0 }, tiered)).toBeCloseTo(5.4, 12)
})

it('never reserves less than a call of that many bytes and tokens can cost', () => {
  const rate = fc.double({ min: 0, max: 100, noNaN: true })
  const rates = fc.record(
    { inputPerMillion: rate, outputPerMillion: rate, cacheReadPerMillion: rate, cacheWritePerMillion: rate },
    { requiredKeys: ['inputPerMillion', 'outputPerMillion'] },
  )
  const tier = fc.tuple(fc.integer({ min: 1, max: 1_000_000 }), rates)
  fc.assert(
    fc.property(
      rates,
      fc.array(tier, { maxLength: 3 }),
      tokens,
      tokens,
      fc.nat(100),
      (base, tiers, bytes, out, part) => {
        const tiered = { ...base, tiers: tiers.map(([aboveInputTokens, r]) => ({ aboveInputTokens, ...r })) }
        const read = Math.floor((bytes * part) / 100)
        const usage = { inputTokens: bytes, outputTokens: out, cacheReadTokens: read, cacheWriteTokens: bytes - read }
        const most = worstCostOf({ inputBytes: bytes, maxTokens: out }, tiered) ?? Number.NaN
        expect(costOf(usage, tiered)).toBeLessThanOrEqual(most * (1 + 1e-12))
      },
    ),
  )
})

it('cannot reserve for a call of unknown price or endless output', () => {
  expect(worstCostOf({ inputBytes: 1, maxTokens: 1 }, null)).toBeNull()
  expect(worstCostOf({ inputBytes: 1, maxTokens: undefined }, price)).toBeNull()
})
