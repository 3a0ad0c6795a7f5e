import { describe, expect, it } from 'vitest'
import { cascade, oneModel, verified } from '../../shared/graph/graph.fixture'
import type { Graph } from '../../shared/graph/schema'
import { boundLive, done, hosted, liveConnection } from './live.fixture'
import type { StartOptions } from './runs'
import { addProblems, temporaryServices, watchRun } from './service.fixture'

const unsure = liveConnection(({ problemId }) => done('1', Number(problemId.slice(1)) % 2 === 0 ? 0.1 : 0.9))
const base = { seed: 7, limit: null, concurrency: 4 }

describe('the estimate of a run', () => {
  it('walks all problems of a small simulated run, and is what the run then comes to', async () => {
    const services = temporaryServices()
    const options: StartOptions = { ...base, from: { graph: cascade() }, datasetId: await addProblems(services, 90) }
    const estimate = await services.runs.estimate(options)
    const { id } = services.runs.start(options)
    await watchRun(services, id)
    const { usd } = services.runs.summary(id)
    expect(estimate).toMatchObject({ basis: 'simulation', problems: 90, walked: 90, timeMs: null })
    expect(estimate.usd?.expected).toBeCloseTo(usd ?? Number.NaN, 9)
    expect(estimate.billedUsd).toEqual({ low: 0, expected: 0, high: 0 })
  })

  it('gives a range that holds what a large run comes to', async () => {
    const services = temporaryServices()
    const options: StartOptions = { ...base, from: { graph: cascade() }, datasetId: await addProblems(services, 3000) }
    const estimate = await services.runs.estimate(options)
    expect(estimate.walked).toBeLessThanOrEqual(400)
    const { id } = services.runs.start(options)
    await watchRun(services, id)
    const usd = services.runs.summary(id).usd ?? Number.NaN
    expect(estimate.usd?.low).toBeLessThan(usd)
    expect(estimate.usd?.high).toBeGreaterThan(usd)
  })

  it('knows only the shortest and the longest walk where nothing is recorded, and sends nothing', async () => {
    const live = liveConnection()
    const services = temporaryServices({ connections: hosted(live) })
    const datasetId = await addProblems(services, 100)
    const estimate = await services.runs.estimate({ ...base, from: { graph: boundLive(cascade()) }, datasetId })
    expect(estimate).toMatchObject({ basis: 'bounds', calls: { low: 100, expected: null, high: 200 }, timeMs: null })
    expect(estimate.billedUsd?.high).toBeGreaterThan(100 * 2 * 0.32)
    expect(live.sent).toEqual([])
  })

  it('of a live run rests on what was recorded, at today’s prices', async () => {
    const services = temporaryServices({ connections: hosted(unsure) })
    const datasetId = await addProblems(services, 60)
    const options: StartOptions = { ...base, from: { graph: boundLive(cascade()) }, datasetId }
    const { id } = services.runs.start(options)
    await watchRun(services, id)
    const again = await services.runs.estimate(options)
    expect(again).toMatchObject({ basis: 'outcomes', walked: 60, calls: { expected: 90 } })
    expect(again.billedUsd?.expected).toBeCloseTo(0.9, 9)
    // 150 ms of calls a problem, four problems at once.
    expect(again.timeMs?.expected).toBeCloseTo((60 * 150) / 4, 6)
    const recorded = await services.runs.estimate({ ...options, answersFrom: 'recorded' })
    expect(recorded.usd?.expected).toBeCloseTo(0.9, 9)
    expect(recorded.billedUsd).toEqual({ low: 0, expected: 0, high: 0 })
  })

  it('of few problems and many at once is not shorter than one of them', async () => {
    const services = temporaryServices({ connections: hosted(liveConnection()) })
    const from = { graph: boundLive(oneModel()) }
    const options: StartOptions = { ...base, concurrency: 200, from, datasetId: await addProblems(services, 40) }
    await watchRun(services, services.runs.start(options).id)
    expect((await services.runs.estimate(options)).timeMs?.expected).toBeCloseTo(100, 6)
  })

  it('bills only what is not recorded, where outcomes answer first', async () => {
    const services = temporaryServices({ connections: hosted(liveConnection()) })
    const datasetId = await addProblems(services, 80)
    const from = { graph: boundLive(oneModel()) }
    const { id } = services.runs.start({ ...base, limit: 40, from, datasetId })
    await watchRun(services, id)
    const estimate = await services.runs.estimate({ ...base, from, datasetId, answersFrom: 'recorded-else-live' })
    expect(estimate.usd?.expected).toBeCloseTo(0.8, 9)
    expect(estimate.billedUsd?.expected).toBeCloseTo(0.4, 9)
  })

  it('of few recorded problems still bills only the others, where outcomes answer first', async () => {
    const services = temporaryServices({ connections: hosted(liveConnection()) })
    const datasetId = await addProblems(services, 20)
    const options = { ...base, from: { graph: boundLive(oneModel()) }, datasetId }
    await watchRun(services, services.runs.start({ ...options, limit: 15 }).id)
    const plain = await services.runs.estimate(options)
    expect(plain).toMatchObject({ basis: 'bounds', walked: 15, unrecorded: 5 })
    const first = await services.runs.estimate({ ...options, answersFrom: 'recorded-else-live' })
    expect(first.usd).toEqual(plain.usd)
    expect(first.billedUsd).toEqual({ low: 0, expected: null, high: (plain.billedUsd?.high ?? Number.NaN) / 4 })
  })

  it('does not take what is recorded for a fair sample: a run that stopped has finished its cheapest problems first', async () => {
    const services = temporaryServices({ connections: hosted(unsure) })
    const datasetId = await addProblems(services, 80)
    const recordBy = async (graph: Graph, part: Partial<StartOptions>): Promise<void> => {
      await watchRun(services, services.runs.start({ ...base, ...part, from: { graph }, datasetId }).id)
    }
    const graph = boundLive(cascade())
    await recordBy(boundLive(oneModel()), {})
    for (const answersFrom of ['connections', 'recorded-else-live'] as const) {
      const estimate = await services.runs.estimate({ ...base, from: { graph }, datasetId, answersFrom })
      expect(estimate).toMatchObject({ walked: 40, unrecorded: 40, calls: { low: 80, high: 120 } })
      // 80 calls of the fast model and 40 of the slow one, at a cent each; of the latter nothing is known yet.
      expect(estimate.usd?.low).toBeLessThanOrEqual(1.2)
      expect(estimate.usd?.high).toBeGreaterThanOrEqual(1.2)
      const toPay = answersFrom === 'connections' ? 1.2 : 0.4
      expect(estimate.billedUsd?.low).toBeLessThanOrEqual(toPay)
      expect(estimate.billedUsd?.high).toBeGreaterThanOrEqual(toPay)
    }
    const recorded = await services.runs.estimate({ ...base, from: { graph }, datasetId, answersFrom: 'recorded' })
    expect(recorded.billedUsd).toEqual({ low: 0, expected: 0, high: 0 })
  })

  it('knows the longest walk also where neither a node nor a model says how long an answer may be', async () => {
    const live = liveConnection()
    const { connection } = live
    const unlimited = {
      ...connection,
      capabilitiesOf: () => ({ ...connection.capabilitiesOf('m'), maxOutputTokens: null }),
    }
    const services = temporaryServices({ connections: hosted({ connection: unlimited }) })
    const datasetId = await addProblems(services, 10)
    const graph = boundLive(verified({ method: 'judge', role: 'fast', undecided: 'pass' }))
    const { usd } = await services.runs.estimate({ ...base, from: { graph }, datasetId })
    // As the calls are sent: with a limit of 32,000 tokens, at $10 a million.
    expect(usd?.high).toBeGreaterThan(10 * 0.32)
  })

  it('where outcomes answer first and there are none is what all of it may cost', async () => {
    const services = temporaryServices({ connections: hosted(liveConnection()) })
    const datasetId = await addProblems(services, 50)
    const options = { ...base, from: { graph: boundLive(oneModel()) }, datasetId }
    const plain = await services.runs.estimate(options)
    expect(await services.runs.estimate({ ...options, answersFrom: 'recorded-else-live' })).toEqual(plain)
    expect((await services.runs.estimate({ ...options, answersFrom: 'recorded' })).billedUsd?.high).toBe(0)
  })

  it('says what nodes ask of models that are not known to take it', async () => {
    const services = temporaryServices({ connections: hosted(liveConnection()) })
    const datasetId = await addProblems(services, 5)
    const asking = { temperature: 0.7, effort: 'high', confidence: 'logprobs' }
    const from = { graph: boundLive(oneModel(asking)) }
    const left = ['effort', 'logprobs'].map((setting) => ({ node: 'Model', model: 'm', setting }))
    expect((await services.runs.estimate({ ...base, from, datasetId })).leftOut).toEqual(left)
    expect((await services.runs.estimate({ ...base, from, datasetId, answersFrom: 'recorded' })).leftOut).toEqual([])
    const plain = { graph: boundLive(oneModel()) }
    expect((await services.runs.estimate({ ...base, from: plain, datasetId })).leftOut).toEqual([])
  })

  it('names the models whose price is not known', async () => {
    const services = temporaryServices({ connections: hosted(liveConnection(undefined, null)) })
    const datasetId = await addProblems(services, 5)
    for (const answersFrom of ['connections', 'recorded-else-live'] as const) {
      const from = { graph: boundLive(oneModel()) }
      const estimate = await services.runs.estimate({ ...base, from, datasetId, answersFrom })
      expect(estimate).toMatchObject({ usd: null, unpriced: ['m'], calls: { low: 5, high: 5 } })
    }
  })
})
