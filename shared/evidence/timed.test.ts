import { expect, it } from 'vitest'
import { formatPercentile, neverBegan } from './timed'

it('what failed without taking any time never began; what failed later, or a cache answered at once, did', () => {
  expect(neverBegan('failed', 0)).toBe(true)
  expect([neverBegan('failed', 5), neverBegan('failed', null), neverBegan('correct', 0)]).not.toContain(true)
})

it('a percentile of walks of which none began is not called unknown', () => {
  const none = { latencyMs: { p50: null, p95: null }, walks: 3 }
  expect(formatPercentile({ ...none, untimed: 3 }, 'p50')).toBe('–')
  expect(formatPercentile(none, 'p50')).toBe('unknown')
  expect(formatPercentile({ latencyMs: { p50: 1200, p95: 3000 }, untimed: 1, walks: 3 }, 'p95')).toBe('3.0 s')
})
