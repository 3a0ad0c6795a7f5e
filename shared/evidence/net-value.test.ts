import { expect, it } from 'vitest'
import { netValue } from './net-value'

// The cost model that everybody starts from: all reasoning against all standard over 10,000 problems.
const accuracy = 0.895 - 0.695
const usd = (690 - 20.7) / 10_000

it('a design is worth what its right answers are, less what it costs more', () => {
  expect(netValue(accuracy, usd, 1).usdPerProblem).toBeCloseTo(0.2 - 0.06693, 10)
  expect(netValue(accuracy, usd, 0).usdPerProblem).toBeCloseTo(-usd, 10)
})

it('pays for itself from the value at which both come to the same', () => {
  const { breakEvenUsd } = netValue(accuracy, usd, 1)
  expect(breakEvenUsd).toBeCloseTo(0.33465, 10)
  expect(netValue(accuracy, usd, breakEvenUsd ?? 0).usdPerProblem).toBeCloseTo(0, 12)
})

it('has no such value where a design is better in both, or a cost is unknown', () => {
  expect(netValue(0.1, -0.01, 1).breakEvenUsd).toBeNull()
  expect(netValue(0, 0.01, 1).breakEvenUsd).toBeNull()
  expect(netValue(0.1, null, 1)).toEqual({ usdPerProblem: null, breakEvenUsd: null })
})
