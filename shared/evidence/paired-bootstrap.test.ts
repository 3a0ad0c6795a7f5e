import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Draws } from './draws'
import { bootstrapPairs, type PairedProblem } from './paired-bootstrap'

const problem = (first: number, second: number, firstUsd: number | null, secondUsd: number | null): PairedProblem => ({
  firstCorrect: first === 1,
  secondCorrect: second === 1,
  firstUsd,
  secondUsd,
})

/** Problems with verdicts at random and costs that are skewed and hang together, as token counts do. */
function someProblems(count: number, seed: number): PairedProblem[] {
  const draws = new Draws(seed)
  return Array.from({ length: count }, () => {
    const size = Math.exp(draws.normal())
    const secondUsd = 10 * size * Math.exp(draws.normal() / 2)
    return problem(draws.binomial(1, 0.6), draws.binomial(1, 0.7), size, secondUsd)
  })
}

/** Half the width of the 95 % interval that normal theory gives the mean of the values. */
function normalHalfWidth(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
  return 1.96 * Math.sqrt(variance / values.length)
}

/** The definition, with nothing saved: draw as many problems as there are, take the difference, over and over. */
function plainBootstrap(problems: readonly PairedProblem[], replicates: number): [low: number, high: number] {
  const draws = new Draws(99)
  const drawn = Array.from({ length: replicates }, () => {
    let [firstRight, secondRight, firstUsd, secondUsd] = [0, 0, 0, 0]
    for (let count = 0; count < problems.length; count++) {
      const one = problems[draws.below(problems.length)]
      firstRight += Number(one?.firstCorrect)
      secondRight += Number(one?.secondCorrect)
      firstUsd += one?.firstUsd ?? 0
      secondUsd += one?.secondUsd ?? 0
    }
    return secondUsd / secondRight - firstUsd / firstRight
  }).sort((a, b) => a - b)
  return [drawn[0.025 * replicates - 1] ?? Number.NaN, drawn[0.975 * replicates - 1] ?? Number.NaN]
}

const width = (interval: [number, number] | null): number =>
  interval === null ? Number.NaN : (interval[1] - interval[0]) / 2

describe('a paired bootstrap', () => {
  it('gives the second design’s figures minus the first’s', () => {
    const problems = [problem(1, 1, 1, 3), problem(0, 1, 1, 3), problem(0, 0, 1, 3), problem(1, 1, 1, 3)]
    const { accuracy, usdPerProblem, usdPerCorrect } = bootstrapPairs(problems, { seed: 1 })
    expect([accuracy.difference, usdPerProblem.difference, usdPerCorrect.difference]).toEqual([0.25, 2, 4 - 2])
    expect(usdPerProblem.interval).toEqual([2, 2])
  })

  it('gives the same intervals for the same seed, and others for another', () => {
    const problems = someProblems(200, 1)
    const [one, again, other] = [7, 7, 8].map((seed) => bootstrapPairs(problems, { seed }))
    expect(again).toEqual(one)
    expect(other?.usdPerProblem.interval).not.toEqual(one?.usdPerProblem.interval)
  })

  it('knows accuracy, but no dollars, where one cost is unknown', () => {
    const problems = [problem(1, 1, 1, null), problem(0, 1, 1, 3)]
    const { accuracy, usdPerProblem, usdPerCorrect } = bootstrapPairs(problems, { seed: 1 })
    expect(accuracy.difference).toBe(0.5)
    expect([usdPerProblem, usdPerCorrect]).toEqual(Array(2).fill({ difference: null, interval: null }))
  })

  it('knows nothing without problems', () => {
    const unknown = { difference: null, interval: null }
    expect(bootstrapPairs([], { seed: 1 })).toEqual({
      problems: 0,
      accuracy: unknown,
      usdPerProblem: unknown,
      usdPerCorrect: unknown,
    })
  })

  it('has no dollars per correct where a design is never right, and no interval where it is right too rarely', () => {
    expect(bootstrapPairs([problem(0, 1, 1, 1)], { seed: 1 }).usdPerCorrect.difference).toBeNull()
    const rare = bootstrapPairs([problem(1, 1, 1, 1), problem(0, 1, 1, 2), problem(0, 1, 1, 2)], { seed: 1 })
    expect(rare.usdPerCorrect).toMatchObject({ interval: null })
    expect(rare.usdPerCorrect.difference).toBeCloseTo(5 / 3 - 3, 12)
  })

  // 1,000 problems are drawn one by one; 40,000 as sums.
  it.each([1000, 40_000])('is as wide as normal theory over %i problems', (count) => {
    const problems = someProblems(count, 3)
    const { accuracy, usdPerProblem } = bootstrapPairs(problems, { seed: 5 })
    const verdicts = problems.map((one) => Number(one.secondCorrect) - Number(one.firstCorrect))
    const costs = problems.map((one) => (one.secondUsd ?? 0) - (one.firstUsd ?? 0))
    expect(Math.abs(width(accuracy.interval) / normalHalfWidth(verdicts) - 1)).toBeLessThan(0.08)
    expect(Math.abs(width(usdPerProblem.interval) / normalHalfWidth(costs) - 1)).toBeLessThan(0.08)
  })

  it('gives dollars per correct the interval of the plain definition', () => {
    const problems = someProblems(300, 6)
    // So many that luck moves an end by 1 % of the half-width: an error of 5 % is none of luck's.
    const replicates = 40_000
    const { interval } = bootstrapPairs(problems, { seed: 5, replicates }).usdPerCorrect
    const plain = plainBootstrap(problems, replicates)
    for (const end of [0, 1] as const)
      expect(Math.abs((interval?.[end] ?? Number.NaN) - plain[end])).toBeLessThan(0.05 * width(plain))
  })

  it('comes to the same whether costs are drawn one by one or as sums', () => {
    const problems = someProblems(12_000, 4)
    const each = bootstrapPairs(problems, { seed: 5, replicates: 1600 })
    const sums = bootstrapPairs(problems, { seed: 5, replicates: 2000 })
    for (const figure of ['accuracy', 'usdPerProblem', 'usdPerCorrect'] as const) {
      const tolerance = 0.15 * width(each[figure].interval)
      for (const end of [0, 1] as const) {
        const [one, other] = [each[figure].interval?.[end], sums[figure].interval?.[end]]
        expect(Math.abs((one ?? Number.NaN) - (other ?? Number.NaN))).toBeLessThan(tolerance)
      }
    }
  })

  it('holds every difference within what a single problem can make', () => {
    const problems = fc.array(
      fc.record({
        firstCorrect: fc.boolean(),
        secondCorrect: fc.boolean(),
        firstUsd: fc.integer({ min: 0, max: 9 }),
        secondUsd: fc.integer({ min: 0, max: 9 }),
      }),
      { minLength: 1, maxLength: 30 },
    )
    fc.assert(
      fc.property(problems, fc.integer(), (all, seed) => {
        const { accuracy, usdPerProblem, usdPerCorrect } = bootstrapPairs(all, { seed, replicates: 200 })
        const costs = all.map(({ firstUsd, secondUsd }) => secondUsd - firstUsd)
        const [low, high] = usdPerProblem.interval ?? [Number.NaN, Number.NaN]
        expect(low >= Math.min(...costs) && low <= high && high <= Math.max(...costs)).toBe(true)
        const [worse, better] = accuracy.interval ?? [Number.NaN, Number.NaN]
        expect(worse >= -1 && worse <= better && better <= 1).toBe(true)
        for (const value of [usdPerCorrect.difference, ...(usdPerCorrect.interval ?? [])])
          expect(value === null || Number.isFinite(value)).toBe(true)
      }),
    )
  })
})
