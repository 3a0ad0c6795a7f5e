import { describe, expect, it } from 'vitest'
import { billedLine } from './billed'

const run = (graph: string, billedUsd: number | null) => ({ graph, oracle: false, billedUsd })

describe('what runs were billed', () => {
  it('is not told where no provider was paid', () => {
    expect(billedLine([run('A', 0), run('B', 0)])).toBe('')
  })

  it('is told of each run, and what is not known is called unknown', () => {
    const line = billedLine([run('A', 0.07), { ...run('B', null), label: 'B v2' }, run('C', 0)])
    expect(line).toContain('run again: A $0.0700, B v2 unknown, C $0.')
  })
})
