import { describe, expect, it } from 'vitest'
import type { RunInfo } from '../../shared/runs-contract'
import { newestOfEach } from './selection'

const algebra = { categories: ['algebra'] }

/** Runs from the newest on, each of a design; named by number. */
function runs(...wanted: (Partial<RunInfo> & { designId: string | null })[]): RunInfo[] {
  const base = { datasetId: '1', total: 100, seed: 7, selection: null, graphHash: 'h' }
  return wanted.map((run, at) => ({ ...base, id: `${at + 1}`, ...run }) as RunInfo)
}

describe('what is compared unless runs are chosen', () => {
  it('is the newest run of each design', () => {
    expect(newestOfEach(runs({ designId: 'a' }, { designId: 'b' }, { designId: 'a' }))).toEqual(['1', '2'])
    expect(newestOfEach([])).toEqual([])
  })

  it('is not a run over chosen problems beside runs over all, nor beside runs over others, however many these are', () => {
    const chosen = { designId: 'a', total: 40, selection: algebra }
    expect(newestOfEach(runs(chosen, { designId: 'a' }, { designId: 'b' }))).toEqual(['2', '3'])
    const first = { total: 40, selection: null }
    expect(newestOfEach(runs(chosen, { designId: 'a', ...first }, { designId: 'b', ...first }))).toEqual(['2', '3'])
    const geometry = { designId: 'b', total: 40, selection: { categories: ['geometry'] } }
    expect(newestOfEach(runs(chosen, geometry, { designId: 'c' }))).toEqual(['3'])
  })

  it('are runs over chosen problems where two designs were last run over the same ones, or nothing else is there', () => {
    const chosen = { total: 40, selection: algebra }
    const both = [
      { designId: 'a', ...chosen },
      { designId: 'b', ...chosen },
    ]
    expect(newestOfEach(runs(...both, { designId: 'a' }, { designId: 'b' }))).toEqual(['1', '2'])
    expect(newestOfEach(runs({ designId: 'a', ...chosen }))).toEqual(['1'])
  })

  it('is one run of a graph that was run from its file and as a design, and another of a graph that is no design', () => {
    const file = { designId: null, graphHash: 'same' }
    const other = { designId: null, graphHash: 'other' }
    const design = { designId: 'a', graphHash: 'same' }
    expect(newestOfEach(runs(file, other, design))).toEqual(['1', '2'])
    expect(newestOfEach(runs(design, other, file))).toEqual(['1', '2'])
    expect(newestOfEach(runs({ ...design, graphHash: 'newer' }, file, design))).toEqual(['1'])
  })

  it('are runs by one seed over one dataset', () => {
    const others = [
      { designId: 'b', seed: 8 },
      { designId: 'c', datasetId: '2' },
    ]
    expect(newestOfEach(runs({ designId: 'a' }, ...others))).toEqual(['1'])
  })
})
