import { expect, it } from 'vitest'
import { addRun, resultRow, temporaryStore } from './store.fixture'

it('the columns of a run hold what its results do, however they were paid', () => {
  const store = temporaryStore()
  const id = addRun(store, { total: 5 })
  store.results.append(id, [
    resultRow(0, { usd: 0.5, billedUsd: 0, savedUsd: 0, escalated: true }),
    resultRow(1, { usd: 0.5, billedUsd: 0, savedUsd: 0.5, verdict: 'wrong' }),
    resultRow(2, { usd: 0.5, billedUsd: 0.5, savedUsd: 0, verdict: 'abstained' }),
    resultRow(3, { usd: 0.5, billedUsd: 0.2, savedUsd: 0.3, verdict: 'failed', latencyMs: null }),
    resultRow(4, { usd: null, billedUsd: null, savedUsd: 0 }),
  ])
  const { ordinals, verdicts, usd, billedUsd, savedUsd, latencyMs, escalated } = store.evidence.columns(id, 5)
  expect([...ordinals]).toEqual([0, 1, 2, 3, 4])
  expect([...verdicts]).toEqual([0, 1, 2, 3, 0])
  expect([...escalated]).toEqual([1, 0, 0, 0, 0])
  expect([...usd]).toEqual([0.5, 0.5, 0.5, 0.5, Number.NaN])
  expect([...billedUsd]).toEqual([0, 0, 0.5, 0.2, Number.NaN])
  expect([...savedUsd]).toEqual([0, 0.5, 0, 0.3, 0])
  expect([...latencyMs]).toEqual([100, 100, 100, Number.NaN, 100])
})

it('a run that has not finished has as many rows as it has results', () => {
  const store = temporaryStore()
  const id = addRun(store, { total: 9 })
  store.results.append(id, [resultRow(1), resultRow(4)])
  expect([...store.evidence.columns(id, 9).ordinals]).toEqual([1, 4])
})
