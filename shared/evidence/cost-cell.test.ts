import { describe, expect, it } from 'vitest'
import { drawEach, drawSum, makeCell } from './cost-cell'
import { Draws } from './draws'

const REPLICATES = 4000
const costs = [1, 2, 4, 8, 16].map((usd) => ({ firstUsd: usd, secondUsd: 20 - usd + (usd % 3) }))
const cell = makeCell(1, 0, costs)

/** Mean and variance of each design's dollars over 50 drawn problems, and how they vary together. */
function moments(draw: typeof drawEach): { first: number; second: number; xx: number; xy: number; yy: number } {
  const draws = new Draws(1)
  const pairs = Array.from({ length: REPLICATES }, () => draw(cell, 50, draws))
  const mean = (of: (pair: [number, number]) => number): number =>
    pairs.reduce((sum, one) => sum + of(one), 0) / REPLICATES
  const [first, second] = [mean(([x]) => x), mean(([, y]) => y)]
  return {
    first,
    second,
    xx: mean(([x]) => (x - first) ** 2),
    xy: mean(([x, y]) => (x - first) * (y - second)),
    yy: mean(([, y]) => (y - second) ** 2),
  }
}

describe('dollars drawn from a cell', () => {
  it('have the same mean, variance and covariance one by one and as a sum', () => {
    const [each, sum] = [moments(drawEach), moments(drawSum)]
    for (const moment of ['first', 'second', 'xx', 'xy', 'yy'] as const)
      expect(Math.abs(sum[moment] / each[moment] - 1)).toBeLessThan(0.08)
  })

  it('are exact where every problem costs the same', () => {
    const flat = makeCell(1, 1, Array(3).fill({ firstUsd: 0.1, secondUsd: 0.3 }))
    expect(flat.spread.constant).toBe(true)
    expect(drawSum(flat, 7, new Draws(1))).toEqual([7 * 0.1, 7 * 0.3])
  })
})
