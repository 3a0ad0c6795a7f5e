import { expect, it } from 'vitest'
import { missesLatencyBudget } from './latency-budget'

const timed = (p95: number | null, latencyBudgetMs: number | null) => ({ latencyMs: { p95 }, latencyBudgetMs })

it('a run misses its budget where the 95th percentile is above it, and keeps it at exactly the budget', () => {
  expect(missesLatencyBudget(timed(5001, 5000))).toBe(true)
  expect(missesLatencyBudget(timed(5000, 5000))).toBe(false)
})

it('nothing is said without a budget, or of times that are not known', () => {
  expect(missesLatencyBudget(timed(5000, null))).toBeNull()
  expect(missesLatencyBudget(timed(null, 5000))).toBeNull()
})
