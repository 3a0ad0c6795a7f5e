import { expect, test } from 'vitest'
import type { RunSummary } from '../../shared/report'
import { compareRows, writeCsv } from './rows'
import { logTicks, placeLabels, shareTicks } from './scale'
import { judgeComparison } from './verdict'

function summary(graph: string, correct: number, usd: number | null): RunSummary {
  const accuracy = correct / 1000
  return {
    id: graph,
    graph,
    dataset: 'd',
    mode: 'simulated',
    oracle: false,
    problems: 1000,
    correct,
    accuracy,
    accuracyInterval: [accuracy - 0.02, accuracy + 0.02],
    usd,
    usdPerCorrect: usd === null ? null : usd / correct,
    billedUsd: 0,
    savedUsd: 0,
    latencyMs: { p50: 1, p95: 2 },
    latencyBudgetMs: null,
    escalationRate: 0,
    failed: 0,
  }
}

test('rows go from the cheapest on, unknown costs last', () => {
  const rows = compareRows([summary('b', 900, null), summary('a', 900, 70), summary('c', 700, 2)], ['c'])
  expect(rows.map(({ label }) => label)).toEqual(['c', 'a', 'b'])
  expect(rows.map(({ isBest }) => isBest)).toEqual([true, false, false])
})

test('a formula in a name stays text in the CSV, and commas and quotes are kept', () => {
  const csv = writeCsv(compareRows([summary('=cmd|"x",1', 1, null)], []))
  expect(csv.split('\r\n')[1]).toMatch(/^"'=cmd\|""x"",1",d,simulated,1000,1,0.001,/)
  expect(csv).toContain(',,,')
})

test('the verdict names who pays least for a correct answer and by how much', () => {
  const rows = compareRows([summary('reasoning', 900, 90), summary('routed', 860, 43)], [])
  const verdict = judgeComparison(rows, 1000)
  expect(verdict?.headline).toBe(
    'On these 1,000 problems, routed pays least for each correct answer: $0.0500, 50 % less than reasoning.',
  )
  expect(verdict?.detail).toContain('may be chance')
})

test('a clear lead in accuracy is said without a doubt', () => {
  const rows = compareRows([summary('reasoning', 900, 90), summary('routed', 700, 35)], [])
  expect(judgeComparison(rows, 1000)?.detail).toBe('reasoning is right most often, 90.0 % ±2.0, at $0.100 for each.')
})

test('no verdict is given over one design or unknown costs', () => {
  expect(judgeComparison(compareRows([summary('a', 900, 90)], []), 1000)).toBeUndefined()
  expect(judgeComparison(compareRows([summary('a', 900, 90), summary('b', 9, null)], []), 1000)).toBeUndefined()
})

test('ticks hold every value', () => {
  expect(logTicks(2.1, 69)).toEqual([1, 2, 5, 10, 20, 50, 100])
  expect(logTicks(0.003, 400).every((tick) => Math.log10(tick) % 1 === 0)).toBe(true)
  expect(shareTicks(0.68, 0.91)).toEqual([0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95])
  expect(shareTicks(0, 1).at(-1)).toBe(1)
})

test('labels of dots that nearly coincide keep clear of each other', () => {
  const area = { left: 0, top: 0, right: 600, bottom: 300 }
  const dots = [0, 1, 2, 3].map((index) => ({
    id: String(index),
    x: 300 + index * 5,
    y: 150 + index * 2,
    top: 145,
    bottom: 160,
    text: 'Route by difficulty',
  }))
  const labels = placeLabels(dots, [], area)
  expect(labels.length).toBeGreaterThan(2)
  for (const [index, a] of labels.entries()) {
    for (const b of labels.slice(index + 1)) {
      expect(Math.abs(a.y - b.y) >= 15 || Math.abs(a.x - b.x) > 120).toBe(true)
    }
  }
})
