import { describe, expect, it } from 'vitest'
import { cascade } from '../../shared/graph/graph.fixture'
import { compose } from '../compose'
import { openStore } from '../store/store'
import { temporaryFile } from '../store/store.fixture'
import { keepRollUp } from './roll-up-stored'
import { addProblems, runToEnd, temporaryServices, watchRun } from './service.fixture'

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
    const store = openStore({ file: databaseFile, access: 'write' })
    const [kept, keptColumns] = [store.rollups.find(id), store.rollups.columns(id)]
    keepRollUp(store, store.runs.get(id))
    const [told, toldColumns] = [store.rollups.find(id), store.rollups.columns(id)]
    store.close()
    expect(kept?.figures.problems).toBe(900)
    expect(kept?.models.length).toBeGreaterThan(0)
    expect(kept).toEqual(told)
    expect(keptColumns).toEqual(toldColumns)
  })

  it('has the verdicts that a person corrected while it went on', async () => {
    const services = temporaryServices()
    const datasetId = await addProblems(services, 3000)
    const { id } = services.runs.start({ from: { graph: cascade() }, datasetId, seed: 7, limit: null, concurrency: 1 })
    const page = { runId: id, filter: {}, sort: { by: 'ordinal' as const, descending: false }, offset: 0, limit: 1 }
    await expect.poll(() => services.results.find(page).lines.length).toBe(1)
    expect(services.runs.get(id).status).toBe('running')
    const { verdict } = services.results.problem(id, 0)
    const other = verdict === 'correct' ? 'wrong' : 'correct'
    services.results.correct({ runId: id, ordinal: 0, verdict: other, note: '' })
    await watchRun(services, id)
    const { correct } = services.runs.summary(id)
    const { matching } = services.results.find({ ...page, filter: { verdicts: ['correct'] } })
    expect(correct).toBe(matching)
  })
})
