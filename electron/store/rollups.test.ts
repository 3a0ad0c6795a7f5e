import { beforeEach, describe, expect, it } from 'vitest'
import type { RunRollup } from '../../shared/run-rollup'
import type { Store } from './store'
import { addRun, resultRow, temporaryStore } from './store.fixture'

const rollup = { figures: { problems: 2, walks: 2, repeated: null } } as unknown as RunRollup
let store: Store
let id: string

/** A run of two problems that has ended. */
beforeEach(() => {
  store = temporaryStore()
  id = addRun(store)
  store.results.append(id, [resultRow(0), resultRow(1, { verdict: 'wrong' })])
  keep()
  store.runs.setStatus(id, 'done')
})

function keep(): void {
  store.rollups.put(id, rollup, store.evidence.columns(id, 2))
}

const kept = () => [store.rollups.find(id), store.rollups.columns(id)]

describe('what a run came to, with its columns', () => {
  it('is what was read of its results', () => {
    expect(kept()).toEqual([rollup, store.evidence.columns(id, 2)])
  })

  it('is gone as soon as a result is graded by hand, and when that is taken back', () => {
    store.problems.correct(id, 1, 'correct', 'the key is off')
    expect(kept()).toEqual([undefined, undefined])
    keep()
    store.problems.uncorrect(id, 1)
    expect(kept()).toEqual([undefined, undefined])
  })

  it('stays where there is no verdict by hand to take back', () => {
    store.problems.uncorrect(id, 1)
    expect(kept()).not.toContain(undefined)
  })

  it('is gone with a result that is put aside, and the run can go on', () => {
    expect(store.keptRuns.retire(id, [1])).toBe(1)
    expect(kept()).toEqual([undefined, undefined])
    expect(store.runs.get(id)).toMatchObject({ status: 'interrupted', finished: 1 })
  })

  it('stays where nothing is put aside', () => {
    expect(store.keptRuns.retire(id, [7])).toBe(0)
    expect(kept()).not.toContain(undefined)
    expect(store.runs.get(id).status).toBe('done')
  })

  it('is gone when results are added, and stays where adding them fails', () => {
    expect(() => store.results.append(id, [resultRow(2), resultRow(1)])).toThrow('UNIQUE')
    expect(kept()).not.toContain(undefined)
    store.results.append(id, [resultRow(2)])
    expect(kept()).toEqual([undefined, undefined])
  })

  it('is counted as room that the run takes', () => {
    const withColumns = store.keptRuns.size(id)
    store.rollups.drop(id)
    expect(withColumns - store.keptRuns.size(id)).toBeGreaterThan(2 * 17)
  })
})
