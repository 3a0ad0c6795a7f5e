import { describe, expect, it } from 'vitest'
import { cascade, oneModel } from '../../shared/graph/graph.fixture'
import { writeGraph } from '../../shared/graph/write'
import { addProblems, runToEnd, temporaryServices, watchRun } from './service.fixture'

describe('the sample project', () => {
  it('is four designs and a dataset of 500 problems', async () => {
    const services = temporaryServices()
    await services.sample()
    expect(services.designs.list().map(({ name }) => name)).toEqual([
      'All standard',
      'All reasoning',
      'Route by difficulty',
      'Full hybrid',
    ])
    expect(services.datasets.list()).toMatchObject([{ name: 'math-ladder', problems: 500, withKey: 500 }])
  })

  it('is added once: what the user deletes stays deleted', async () => {
    const services = temporaryServices()
    await Promise.all([services.sample(), services.sample()])
    const [first] = services.designs.list()
    services.designs.remove(first?.id ?? '')
    await services.sample()
    expect(services.designs.list()).toHaveLength(3)
  })
})

describe('a design', () => {
  it('shows the figures of its newest finished run', async () => {
    const services = temporaryServices()
    const datasetId = await addProblems(services, 30)
    const design = services.designs.create({ graph: writeGraph(oneModel()) })
    expect(design.lastRun).toBeNull()
    const { id } = services.runs.start({
      from: { designId: design.id },
      datasetId,
      seed: 1,
      limit: null,
      concurrency: 1,
    })
    await watchRun(services, id)
    expect(services.designs.list()).toMatchObject([{ lastRun: { id, dataset: 'd' } }])
  })

  it('may be saved before it is complete, and refuses to run until it is', async () => {
    const services = temporaryServices()
    const datasetId = await addProblems(services, 3)
    const { id, hash } = services.designs.create({ graph: writeGraph({ ...oneModel(), edges: [] }) })
    const start = () => services.runs.start({ from: { designId: id }, datasetId, seed: 1, limit: null, concurrency: 1 })
    expect(start).toThrow('leads nowhere')
    expect(services.runs.list()).toEqual([])
    services.designs.save({ id, graph: writeGraph(oneModel()), baseHash: hash })
    expect(start().status).toBe('running')
  })
})

describe('a run', () => {
  it('tells its progress and ends with where every problem went', async () => {
    const services = temporaryServices()
    const datasetId = await addProblems(services, 300)
    const { id } = services.runs.start({ from: { graph: cascade() }, datasetId, seed: 7, limit: null, concurrency: 1 })
    const told = await watchRun(services, id)
    const last = told.at(-1)
    expect(last).toMatchObject({ status: 'done', finished: 300, total: 300, failure: null })
    expect(last?.traffic.visits).toMatchObject({ in: 300, fast: 300, gate: 300, out: 300 })
    expect((last?.traffic.exits['gate.accept'] ?? 0) + (last?.traffic.exits['gate.escalate'] ?? 0)).toBe(300)
    expect(services.runs.traffic(id)).toEqual(last?.traffic)
    const summary = services.runs.summary(id)
    expect(summary.correct).toBe(last?.correct)
    expect(summary.usd).toBeCloseTo(last?.usd ?? 0, 9)
  })

  it('that is stopped goes on where it was, and ends as if it had not been stopped', async () => {
    const services = temporaryServices()
    const datasetId = await addProblems(services, 4000)
    const { id } = services.runs.start({ from: { graph: cascade() }, datasetId, seed: 7, limit: null, concurrency: 1 })
    // A watcher hears ten times a second; by then a quick machine is done.
    while (services.runs.get(id).finished === 0) await new Promise((resolve) => setImmediate(resolve))
    const stopped = await services.runs.stop(id)
    expect(stopped.status).toBe('stopped')
    expect(stopped.finished).toBeLessThan(4000)
    services.runs.resume(id)
    const told = await watchRun(services, id)
    expect(told[0]?.finished).toBe(stopped.finished)
    expect(told.at(-1)).toMatchObject({ status: 'done', finished: 4000 })
    const other = await runToEnd(services, cascade(), datasetId)
    expect({ ...services.runs.summary(id), id: '' }).toEqual({ ...services.runs.summary(other), id: '' })
    expect(services.runs.traffic(id)).toEqual(services.runs.traffic(other))
  })

  it('that is done cannot be resumed, and one that runs cannot be deleted', async () => {
    const services = temporaryServices()
    const datasetId = await addProblems(services, 2000)
    const { id } = services.runs.start({ from: { graph: oneModel() }, datasetId, seed: 7, limit: null, concurrency: 1 })
    expect(() => services.runs.remove(id)).toThrow('still running')
    await watchRun(services, id)
    expect(() => services.runs.resume(id)).toThrow('is done')
    expect(services.runs.remove(id)).toBe(true)
    expect(() => services.runs.get(id)).toThrow('no run')
  })

  it('lets a watcher leave at any time', async () => {
    const services = temporaryServices()
    const datasetId = await addProblems(services, 3000)
    const { id } = services.runs.start({ from: { graph: oneModel() }, datasetId, seed: 7, limit: null, concurrency: 1 })
    const leaving = new AbortController()
    for await (const _ of services.runs.watch(id, leaving.signal)) leaving.abort()
    expect((await watchRun(services, id)).at(-1)?.status).toBe('done')
  })

  it('meets the same luck in every design', async () => {
    const services = temporaryServices()
    const datasetId = await addProblems(services, 200)
    const alone = await runToEnd(services, oneModel(), datasetId)
    const gated = await runToEnd(services, cascade({ threshold: 0 }), datasetId)
    const answers = (id: string) => services.runs.results(id, 0, 200).map(({ answer, usd }) => [answer, usd])
    expect(answers(gated)).toEqual(answers(alone))
  })
})

describe('a comparison', () => {
  it('is over all problems where the runs have the same', async () => {
    const services = temporaryServices()
    const datasetId = await addProblems(services, 90)
    const ids = [
      await runToEnd(services, oneModel(), datasetId),
      await runToEnd(services, oneModel({ role: 'reasoner' }), datasetId),
    ]
    const comparison = services.compare.runs({ runIds: ids })
    expect(comparison).toMatchObject({ common: 90, note: null })
    expect(comparison.runs).toMatchObject(ids.map((id) => services.runs.summary(id)))
    expect(comparison.frontier).toEqual(ids)
  })

  it('is over what they have in common otherwise, and says so', async () => {
    const services = temporaryServices()
    const datasetId = await addProblems(services, 90)
    const ids = [await runToEnd(services, oneModel(), datasetId), await runToEnd(services, oneModel(), datasetId, 40)]
    const { common, note, runs } = services.compare.runs({ runIds: ids })
    expect(common).toBe(40)
    expect(note).toContain('40 problems that they have in common')
    const figures = runs.map(({ correct, usd, latencyMs }) => ({ correct, usd, latencyMs }))
    expect(figures[0]).toEqual(figures[1])
  })

  it('of runs over datasets that share problems is over these', async () => {
    const services = temporaryServices()
    const ids = [
      await runToEnd(services, oneModel(), await addProblems(services, 30, 'a')),
      await runToEnd(services, oneModel(), await addProblems(services, 50, 'b')),
    ]
    const { common, note, pairs } = services.compare.runs({ runIds: ids })
    expect(common).toBe(30)
    expect(note).toContain('30 problems that they have in common of the datasets “a”, “b”')
    expect(pairs).toMatchObject([{ problems: 30, onlyBaseline: 0, onlyRun: 0 }])
  })

  it('of runs over datasets that share no problem is refused', async () => {
    const services = temporaryServices()
    const bytes = Buffer.from('{"question": "What else?", "key": "1"}')
    const file = { name: 'other.jsonl', open: () => bytesOf(bytes) }
    const other = await services.datasets.importFile(file, 'other', { given: {} })
    const runIds = [
      await runToEnd(services, oneModel(), await addProblems(services, 3)),
      await runToEnd(services, oneModel(), other.dataset.id),
    ]
    expect(() => services.compare.runs({ runIds })).toThrow('share no problem')
  })
})

async function* bytesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
