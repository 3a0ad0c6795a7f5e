import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { calcPrice } from '@pydantic/genai-prices'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { costOf } from '../../shared/ledger/price'
import { BUNDLED_VERSION, bundledModel, providerAt } from './bundled-prices'

const today = new Date('2026-11-01')

describe('the bundled prices', () => {
  it('say the version that is installed', () => {
    const entry = createRequire(import.meta.url).resolve('@pydantic/genai-prices')
    const { version } = JSON.parse(readFileSync(entry.replace(/dist\/.*$/, 'package.json'), 'utf8'))
    expect(BUNDLED_VERSION).toBe(version)
  })

  it('know a provider by its address alone', () => {
    expect(providerAt('https://api.anthropic.com')).toBe('anthropic')
    expect(providerAt('https://api.openai.com/v1')).toBe('openai')
    expect(providerAt('https://openrouter.ai/api/v1')).toBe('openrouter')
    expect(providerAt('http://127.0.0.1:11434/v1')).toBeUndefined()
  })

  it('know no price of a model that is not listed, or that another provider has', () => {
    expect(bundledModel('anthropic', 'nothing-of-that-name', today)).toBeUndefined()
    expect(bundledModel('anthropic', 'gpt-4o', today)).toBeUndefined()
  })

  it('hold by date: what was charged before a change is not what is charged after it', () => {
    const before = bundledModel('anthropic', 'claude-sonnet-4-6', new Date('2026-02-01'))
    const after = bundledModel('anthropic', 'claude-sonnet-4-6', today)
    expect(before?.quote?.price.tiers).toHaveLength(1)
    expect(after?.quote?.price.tiers).toBeUndefined()
  })

  it('are unknown where a request has a fee that tokens do not tell', () => {
    expect(bundledModel('perplexity', 'sonar', today)?.quote).toBeNull()
  })

  it.each([
    ['anthropic', 'claude-sonnet-4-6', new Date('2026-02-01')],
    ['anthropic', 'claude-opus-4-6', new Date('2026-02-10')],
    ['openai', 'gpt-4o', today],
    ['google', 'gemini-2.5-pro', today],
  ])('of %s for %s give the cost that the library computes, with caches and tiers', (provider, model, at) => {
    const price = bundledModel(provider, model, at)?.quote?.price ?? null
    expect(price).not.toBeNull()
    fc.assert(
      fc.property(fc.nat(400_000), fc.nat(100_000), fc.nat(100_000), fc.nat(50_000), (fresh, read, written, out) => {
        const input = fresh + read + written
        const wrote = price?.cacheWritePerMillion === undefined ? 0 : written
        const usage = { input_tokens: input, output_tokens: out, cache_read_tokens: read, cache_write_tokens: wrote }
        const theirs = calcPrice(usage, model, { providerId: provider, timestamp: at })?.total_price
        const ours = costOf(
          { inputTokens: input, outputTokens: out, cacheReadTokens: read, cacheWriteTokens: wrote },
          price,
        )
        expect(ours).toBeCloseTo(theirs ?? Number.NaN, 9)
      }),
    )
  })
})
