import { expect, test } from 'vitest'
import { compareRows, failedWords, missWords, scatterDots, wordsOfRow, writeCsv } from './compare-rows'
import { comparison, pair, run } from './compare-rows.fixture'
import { perThousand } from './money-unit'

test('rows go from the cheapest on, unknown costs last', () => {
  const rows = compareRows(
    comparison([run('b', { usd: null }), run('a', { usd: 70 }), run('c', { usd: 2 })], { frontier: ['c'] }),
  )
  expect(rows.map(({ label }) => label)).toEqual(['c', 'a', 'b'])
  expect(rows.map(({ isBest }) => isBest)).toEqual([true, false, false])
})

test('runs of one design are told apart by their version, and then by a number', () => {
  const runs = [
    run('x', { id: '1', graph: 'x', version: 3, usd: 1 }),
    run('x', { id: '2', graph: 'x', version: 4, usd: 2 }),
    run('x', { id: '3', graph: 'x', version: 4, usd: 3 }),
    run('y', { version: 1, usd: 4 }),
  ]
  expect(compareRows(comparison(runs)).map(({ label }) => label)).toEqual(['x v3', 'x v4', 'x v4 (2)', 'y'])
})

test('a run that somebody named goes by that name', () => {
  const runs = [run('x', { id: '1', usd: 1 }), run('x', { id: '2', usd: 2, name: 'shorter prompt' })]
  expect(compareRows(comparison(runs)).map(({ label }) => label)).toEqual(['x', 'shorter prompt'])
})

test('what failed is told where something did', () => {
  expect(failedWords(run('x', { failed: 3 }))).toBe('3 of its 1,000 problems failed, and count as not right')
  expect(failedWords(run('x', { failed: 0 }))).toBe(null)
  expect(failedWords(run('x', { failed: 1, untimed: 1 }))).toContain('; it failed before anything was asked')
  expect(failedWords(run('x', { failed: 3, untimed: 2 }))).toBe(
    '3 of its 1,000 problems failed, and count as not right; 2 of them failed before anything was asked, cost nothing and took no time, and are left out of p50 and p95',
  )
})

test('a formula in a name stays text in the CSV, and commas and quotes are kept', () => {
  const csv = writeCsv(compareRows(comparison([run('=cmd|"x",1', { usd: null, usdPerCorrect: null })])))
  expect(csv.split('\r\n')[1]).toMatch(/^"'=cmd\|""x"",1",,d,simulated,7,1000,1000,900,0.9,/)
  expect(csv).toContain(',,,')
})

test('each run but the baseline is put in words', () => {
  const rows = compareRows(comparison([run('a'), run('b', { usd: 0.5 })], { pairs: [pair] }))
  expect(rows.map((row) => wordsOfRow(row, rows, perThousand)?.headline)).toEqual([
    'Costs 50 % less for 4.0 points fewer right.',
    undefined,
  ])
})

test('a design that misses its latency budget says so, one that keeps it does not', () => {
  const slow = { latencyBudgetMs: 1000, latencyMs: { p50: 500, p95: 4000 }, keepsLatency: false }
  expect(missWords(run('a', slow))).toBe('too slow: p95 4.0 s misses its budget of 1.0 s')
  expect(missWords(run('a', { ...slow, latencyMs: { p50: 500, p95: 900 }, keepsLatency: true }))).toBeNull()
})

test('what cost nothing or an unknown sum has no dot', () => {
  const rows = compareRows(comparison([run('a'), run('b', { usd: 0 }), run('c', { usd: null })]))
  expect(scatterDots(rows, perThousand, null).map(({ id, usd }) => [id, usd])).toEqual([['a', 1]])
})
