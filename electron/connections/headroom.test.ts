import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { durationMs, headroomOf } from './headroom'

const NOW = Date.parse('2026-01-01T00:00:00Z')
const read = (headers: Record<string, string>) => headroomOf(new Headers(headers), NOW)

describe('what is left of a provider’s limits', () => {
  it('is read from Anthropic’s headers: the scarcest limit says when it comes back', () => {
    expect(
      read({
        'anthropic-ratelimit-requests-limit': '50',
        'anthropic-ratelimit-requests-remaining': '49',
        'anthropic-ratelimit-requests-reset': '2026-01-01T00:00:01Z',
        'anthropic-ratelimit-input-tokens-limit': '30000',
        'anthropic-ratelimit-input-tokens-remaining': '100',
        'anthropic-ratelimit-input-tokens-reset': '2026-01-01T00:00:40Z',
        'anthropic-ratelimit-output-tokens-limit': '8000',
        'anthropic-ratelimit-output-tokens-remaining': '8000',
        'anthropic-ratelimit-output-tokens-reset': '2026-01-01T00:00:00Z',
      }),
    ).toEqual({ requestsLeft: 49, tokensLeft: 100, resetMs: 40_000 })
  })

  it('is read from OpenAI’s headers', () => {
    expect(
      read({
        'x-ratelimit-limit-requests': '500',
        'x-ratelimit-remaining-requests': '0',
        'x-ratelimit-reset-requests': '120ms',
        'x-ratelimit-limit-tokens': '30000',
        'x-ratelimit-remaining-tokens': '29000',
        'x-ratelimit-reset-tokens': '1m30s',
      }),
    ).toEqual({ requestsLeft: 0, tokensLeft: 29_000, resetMs: 120 })
  })

  it('is unknown where no header speaks of it, or none that can be read', () => {
    expect(read({ 'content-type': 'text/plain' })).toBeNull()
    expect(read({ 'x-ratelimit-remaining-requests': 'many' })).toBeNull()
    expect(read({ 'x-ratelimit-remaining-tokens': '5' })).toEqual({ requestsLeft: null, tokensLeft: 5, resetMs: null })
  })
})

describe('a duration', () => {
  it('has parts of any unit', () => {
    expect(['1m30s', '8.64s', '20ms', '1h2m', '0s', '6m0s'].map(durationMs)).toEqual([
      90_000, 8640, 20, 3_600_000, 0, 360_000,
    ])
    expect(['', '5', 's', '1 m', '-1s', '1y'].map(durationMs)).toEqual([null, null, null, null, null, null])
  })

  it('is the sum of its parts, up to an hour', () => {
    const part = (max: number) => fc.integer({ min: 0, max })
    fc.assert(
      fc.property(part(59), part(59), part(999), (minutes, seconds, ms) => {
        const sum = minutes * 60_000 + seconds * 1000 + ms
        expect(durationMs(`${minutes}m${seconds}s${ms}ms`)).toBe(Math.min(sum, 3_600_000))
      }),
    )
  })
})
