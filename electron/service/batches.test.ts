import { describe, expect, it } from 'vitest'
import type { BatchDesk, BatchItem } from '../../shared/batch'
import type { LiveReply } from '../../shared/connection'
import { oneModel } from '../../shared/graph/graph.fixture'
import { boundLive, done, hosted, liveConnection } from './live.fixture'
import type { StartOptions } from './runs'
import { addProblems, temporaryServices, watchRun } from './service.fixture'

const half = (reply: LiveReply): LiveReply => (reply.fate === 'done' ? { ...reply, billedShare: 0.5 } : reply)

/** A provider whose batches have ended when they are first asked after; each answers right, and costs half a cent. */
function batching() {
  const submitted: string[][] = []
  const batches: BatchItem[][] = []
  const desk: BatchDesk = {
    most: { requests: 1000, bytes: 1e9 },
    submit: async (items) => {
      submitted.push(items.map(({ id }) => id))
      batches.push([...items])
      return { ok: true, batchId: `b${batches.length}` }
    },
    poll: async () => ({ ok: true, status: 'ended', through: null, expiresAt: null, message: null }),
    results: async (id, onResult) => {
      for (const { id: item, call } of batches[Number(id.slice(1)) - 1] ?? []) {
        onResult({ id: item, reply: half(done(String(call.ordinal + 1))) })
      }
      return { ok: true }
    },
    cancel: async () => ({ ok: true }),
  }
  const live = liveConnection()
  return { live: { ...live, connection: { ...live.connection, batches: desk } }, submitted }
}

const wanted = (datasetId: string): StartOptions => ({
  from: { graph: boundLive(oneModel({ maxTokens: 1000 })) },
  datasetId,
  seed: 7,
  limit: null,
  concurrency: 1,
  delivery: 'batch',
})

describe('a run in batches', () => {
  it('sends nothing live, and is of its own kind in the list', async () => {
    const { live, submitted } = batching()
    const services = temporaryServices({ connections: hosted(live) })
    const { id } = services.runs.start(wanted(await addProblems(services, 5)))
    const told = await watchRun(services, id)
    expect(services.runs.get(id)).toMatchObject({ status: 'done', delivery: 'batch', finished: 5 })
    expect(live.sent).toEqual([])
    expect(submitted).toEqual([['0-0', '1-0', '2-0', '3-0', '4-0']])
    expect(services.runs.summary(id)).toMatchObject({ correct: 5, billedUsd: 0.025, usd: 0.05 })
    expect(told.map(({ inBatches }) => inBatches)).toContain(5)
    expect(told.at(-1)?.inBatches).toBe(0)
  })

  it('sends the repeats of a problem together, each as a call of its own', async () => {
    const { live, submitted } = batching()
    const services = temporaryServices({ connections: hosted(live) })
    const { id } = services.runs.start({ ...wanted(await addProblems(services, 3)), repeats: 2 })
    await watchRun(services, id)
    expect(submitted).toEqual([['0-0', '1-0', '2-0', '3-0', '4-0', '5-0']])
    expect(services.runs.get(id)).toMatchObject({ status: 'done', finished: 6 })
    expect(services.runs.summary(id)).toMatchObject({ walks: 6, billedUsd: 0.03, repeated: { rightTimes: [0, 3, 0] } })
  })

  it('puts problems that are run again into another batch, and counts both', async () => {
    const { live, submitted } = batching()
    const services = temporaryServices({ connections: hosted(live) })
    const { id } = services.runs.start(wanted(await addProblems(services, 3)))
    await watchRun(services, id)
    services.runs.rerun(id, { ordinals: [1] })
    await watchRun(services, id)
    expect(submitted).toEqual([['0-0', '1-0', '2-0'], ['1-0']])
    expect(services.runs.batches(id).map(({ calls, collectedAt }) => [calls, collectedAt !== null])).toEqual([
      [3, true],
      [1, true],
    ])
    expect(services.runs.get(id)).toMatchObject({ status: 'done', finished: 3 })
  })

  it('asks only for what was not recorded', async () => {
    const { live, submitted } = batching()
    const services = temporaryServices({ connections: hosted(live) })
    const datasetId = await addProblems(services, 5)
    await watchRun(services, services.runs.start({ ...wanted(datasetId), limit: 2 }).id)
    await watchRun(services, services.runs.start({ ...wanted(datasetId), answersFrom: 'recorded-else-live' }).id)
    expect(submitted).toEqual([
      ['0-0', '1-0'],
      ['2-0', '3-0', '4-0'],
    ])
  })

  it('pauses when its budget is used up, and goes on with a larger one', async () => {
    const { live, submitted } = batching()
    const services = temporaryServices({ connections: hosted(live) })
    const datasetId = await addProblems(services, 4)
    const { id } = services.runs.start({ ...wanted(datasetId), capUsd: 0.02 })
    await watchRun(services, id)
    expect(services.runs.get(id).status).toBe('paused')
    expect(services.runs.summary(id).billedUsd).toBe(0.015)
    services.runs.resume(id, 1)
    await watchRun(services, id)
    expect(services.runs.get(id)).toMatchObject({ status: 'done', finished: 4 })
    expect(submitted.flat().toSorted()).toEqual(['0-0', '1-0', '2-0', '3-0'])
  })

  it('does not start where a connection does none', async () => {
    const services = temporaryServices({ connections: hosted(liveConnection()) })
    const datasetId = await addProblems(services, 1)
    expect(() => services.runs.start(wanted(datasetId))).toThrow('the connection “live” does no batches')
    expect(() => services.runs.start({ ...wanted(datasetId), from: { graph: oneModel() } })).toThrow(
      'nothing of this run is sent to a provider',
    )
    expect(services.runs.list()).toEqual([])
  })
})
