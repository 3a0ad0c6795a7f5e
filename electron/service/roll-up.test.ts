import { describe, expect, it } from 'vitest'
import { cascade } from '../../shared/graph/graph.fixture'
import { compose } from '../compose'
import { openStore } from '../store/store'
import { temporaryFile } from '../store/store.fixture'
import { rollUpStored } from './roll-up-stored'
import { addProblems, runToEnd, watchRun } from './service.fixture'

async function replayed(stopsFirst: boolean) {
  const databaseFile = temporaryFile()
  const composed = compose({ databaseFile, resourcesDir: '', host: 'terminal' })
  const { services } = composed
  const datasetId = await addProblems(services, 900)
  const id = stopsFirst
    ? services.runs.start({ from: { graph: cascade() }, datasetId, seed: 7, limit: null, concurrency: 1 }).id
    : await runToEnd(services, cascade(), datasetId)
  if (stopsFirst) {
    const { status } = await services.runs.stop(id)
    if (status !== 'done') services.runs.resume(id)
    await watchRun(services, id)
  }
  await composed.stop()
  composed.close()
  return { databaseFile, id }
}

describe('what a run came to', () => {
  it.each([
    ['of a run in one go', false],
    ['of a run that was stopped and went on', true],
  ])('%s is what its rows tell', async (_, stopsFirst) => {
    const { databaseFile, id } = await replayed(stopsFirst)
    const store = openStore({ file: databaseFile, access: 'read' })
    const kept = store.rollups.find(id)
    const told = rollUpStored(store, store.runs.get(id))
    store.close()
    expect(kept?.figures.problems).toBe(900)
    expect(rounded(kept)).toEqual(rounded({ ...told, billedUsd: 0 }))
  })
})

/** Dollars are added in another order where the database adds them. */
function rounded(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_, part) =>
    typeof part === 'number' ? Number(part.toPrecision(12)) : part,
  )
}
