import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { longestWaitMs, retryAfterMs } from './retry-after'

const NOW = Date.parse('2026-01-01T00:00:00Z')
const read = (headers: Record<string, string>) => retryAfterMs(new Headers(headers), NOW)

describe('the time that a provider asks to wait', () => {
  it('is seconds, a date, or milliseconds, which win', () => {
    expect(read({ 'retry-after': '2' })).toBe(2000)
    expect(read({ 'retry-after': '0.5' })).toBe(500)
    expect(read({ 'retry-after': 'Thu, 01 Jan 2026 00:00:30 GMT' })).toBe(30_000)
    expect(read({ 'retry-after': '9', 'retry-after-ms': '120' })).toBe(120)
  })

  it('is nothing where it was not said or cannot be read', () => {
    for (const text of ['', 'soon', '-5', '1e9', '5 s', '0x10', 'NaN', 'Infinity'])
      expect(read({ 'retry-after': text })).toBeNull()
    expect(read({})).toBeNull()
  })

  it('is over where the date is past', () => {
    expect(read({ 'retry-after': 'Wed, 31 Dec 2025 23:00:00 GMT' })).toBe(0)
  })

  it('is never longer than the limit nor below 0, whatever the header', () => {
    const header = fc.oneof(
      fc.string({ unit: 'grapheme-ascii' }),
      fc.double().map(String),
      fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
    )
    fc.assert(
      fc.property(header, (text) => {
        const ms = read({ 'retry-after': text.replace(/[^\x20-\x7e]/g, '') })
        expect(ms === null || (Number.isInteger(ms) && ms >= 0 && ms <= longestWaitMs)).toBe(true)
      }),
    )
  })
})
