import { expect, it } from 'vitest'
import { comparison, pair, run } from '../../shared/compare-rows.fixture'
import { formatPairs } from './comparison'

it('tells runs of one design apart by what the table shows of them', () => {
  const runs = [run('x', { id: 'a' }), run('x', { id: 'b' }), run('y', { id: 'c' })]
  const pairs = [pair, { ...pair, runId: 'c' }]
  const lines = formatPairs(comparison(runs, { pairs })).filter((line) => /^[A-Zxy]/.test(line))
  expect(lines.map((line) => line.split(':')[0])).toEqual([
    'Against x, run a, paired on 1,000 problems',
    'x (2), run b',
    'y',
  ])
})
