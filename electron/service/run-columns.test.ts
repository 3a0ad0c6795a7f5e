import { expect, it } from 'vitest'
import { cascade } from '../../shared/graph/graph.fixture'
import { compose } from '../compose'
import { openStore } from '../store/store'
import { temporaryFile } from '../store/store.fixture'
import { addProblems, runToEnd, watchRun } from './service.fixture'

/** Two runs in a file; one of them graded by hand in part, the other walked again in part. */
async function changedRuns() {
  const databaseFile = temporaryFile()
  const composed = compose({ databaseFile, resourcesDir: '', host: 'terminal' })
  const { services } = composed
  const datasetId = await addProblems(services, 300)
  const graded = await runToEnd(services, cascade(), datasetId)
  const again = await runToEnd(services, cascade({ threshold: 1 }), datasetId)
  services.compare.runs({ runIds: [graded, again] })
  for (const ordinal of [3, 5, 8])
    services.results.correct({ runId: graded, ordinal, verdict: ordinal === 5 ? 'wrong' : 'correct', note: '' })
  services.runs.rerun(again, { ordinals: [2, 4, 6] })
  await watchRun(services, again)
  const told = services.compare.runs({ runIds: [graded, again] })
  await composed.stop()
  composed.close()
  return { databaseFile, runIds: [graded, again], told }
}

function reopened<T>(
  databaseFile: string,
  access: 'read' | 'write',
  look: (services: ReturnType<typeof compose>['services']) => T,
): T {
  const composed = compose({ databaseFile, resourcesDir: '', host: 'terminal', access })
  try {
    return look(composed.services)
  } finally {
    composed.close()
  }
}

it('a comparison by kept columns is the one by results, after grades by hand and problems walked again', async () => {
  const { databaseFile, runIds, told } = await changedRuns()
  const compare = (access: 'read' | 'write') =>
    reopened(databaseFile, access, ({ compare }) => compare.runs({ runIds }))
  expect(compare('read')).toEqual(told)
  const store = openStore({ file: databaseFile, access: 'write' })
  for (const id of runIds) {
    expect(store.rollups.columns(id)).toEqual(store.evidence.columns(id, 300))
    store.rollups.drop(id)
  }
  store.close()
  expect(compare('read')).toEqual(told)
})

it('columns of a run that kept none are kept by the first comparison of a program that may write', async () => {
  const { databaseFile, runIds } = await changedRuns()
  const kept = (drop = false) => {
    const store = openStore({ file: databaseFile, access: 'write' })
    if (drop) for (const id of runIds) store.rollups.drop(id)
    const found = runIds.map((id) => store.rollups.columns(id)?.ordinals.length)
    store.close()
    return found
  }
  expect(kept(true)).toEqual([undefined, undefined])
  reopened(databaseFile, 'read', ({ compare }) => compare.runs({ runIds }))
  expect(kept()).toEqual([undefined, undefined])
  reopened(databaseFile, 'write', ({ compare }) => compare.runs({ runIds }))
  expect(kept()).toEqual([300, 300])
})
