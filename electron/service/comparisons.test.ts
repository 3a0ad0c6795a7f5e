import { describe, expect, it } from 'vitest'
import { accuracyTold } from '../../shared/evidence/paired-words'
import { cascade, graphOf, oneModel } from '../../shared/graph/graph.fixture'
import type { Graph } from '../../shared/graph/schema'
import type { Services } from '../compose'
import { addProblems, runToEnd, temporaryServices, watchRun } from './service.fixture'

async function runWithSeed(services: Services, graph: Graph, datasetId: string, seed: number): Promise<string> {
  const { id } = services.runs.start({ from: { graph }, datasetId, seed, limit: null, concurrency: 1 })
  await watchRun(services, id)
  return id
}

async function twoRuns() {
  const services = temporaryServices()
  const datasetId = await addProblems(services, 300)
  const [fast, slow] = [
    await runToEnd(services, oneModel(), datasetId),
    await runToEnd(services, oneModel({ role: 'reasoner' }), datasetId),
  ]
  return { services, fast, slow, runIds: [fast, slow] }
}

describe('runs compared', () => {
  it('that differ by luck alone are not called different', async () => {
    const services = temporaryServices()
    const datasetId = await addProblems(services, 200)
    const runIds: string[] = []
    for (let seed = 1; seed <= 6; seed++) runIds.push(await runWithSeed(services, oneModel(), datasetId, seed))
    for (const baselineId of runIds) {
      const { pairs } = services.compare.runs({ runIds, baselineId })
      expect(pairs.map(accuracyTold).filter((told) => told === 'more' || told === 'less')).toEqual([])
    }
  })

  it('that differ in truth are called different', async () => {
    const { services, fast, slow, runIds } = await twoRuns()
    const { pairs, baselineId } = services.compare.runs({ runIds })
    expect(baselineId).toBe(slow)
    expect(pairs.map((pair) => [pair.runId, accuracyTold(pair)])).toEqual([[fast, 'less']])
  })

  it('have no escalation rate where there is nothing to escalate by', async () => {
    const services = temporaryServices()
    const datasetId = await addProblems(services, 30)
    const runIds = [await runToEnd(services, oneModel(), datasetId), await runToEnd(services, cascade(), datasetId)]
    const rates = services.compare.runs({ runIds }).runs.map(({ escalationRate }) => escalationRate)
    expect(rates[0]).toBeNull()
    expect(rates[1]).toBeGreaterThanOrEqual(0)
  })

  it('are no choice where they miss their latency budget', async () => {
    const services = temporaryServices()
    const datasetId = await addProblems(services, 30)
    const within = (latencyMs: number): Graph => ({ ...oneModel(), limits: { latencyMs } })
    const runIds = [
      await runToEnd(services, within(1), datasetId),
      await runToEnd(services, within(1_000_000), datasetId),
    ]
    const { runs, frontier } = services.compare.runs({ runIds })
    expect(runs.map(({ keepsLatency }) => keepsLatency)).toEqual([false, true])
    expect(frontier).toEqual([runIds[1]])
  })

  it('are no choice where they are never right, though they cost nothing', async () => {
    const services = temporaryServices()
    const datasetId = await addProblems(services, 30)
    const graph = oneModel()
    const roles = {
      fast: { connection: 'recorded', model: 'nobody' },
      reasoner: { connection: 'recorded', model: 'nobody' },
    }
    const runIds = [
      await runToEnd(services, graph, datasetId),
      await runToEnd(services, { ...graph, roles }, datasetId),
    ]
    const { runs, frontier } = services.compare.runs({ runIds })
    expect(runs.map(({ correct, failed }) => correct + failed > 0)).toEqual([true, true])
    expect(runs[1]).toMatchObject({ correct: 0, failed: 30, usd: 0 })
    expect(frontier).toEqual([runIds[0]])
  })

  it('have a name where somebody gave them one', async () => {
    const { services, fast, runIds } = await twoRuns()
    services.keptRuns.describe({ id: fast, name: 'shorter prompt', tags: [], notes: '' })
    expect(services.compare.runs({ runIds }).runs.map(({ name }) => name)).toEqual(['shorter prompt', null])
  })

  it('show the problems that only one got right, on either side', async () => {
    const { services, fast, slow, runIds } = await twoRuns()
    const [pair] = services.compare.runs({ runIds, baselineId: fast }).pairs
    const page = { runIds, baselineId: fast, runId: slow, offset: 0, limit: 5 }
    const all = services.compare.differing({ ...page, side: 'all' })
    expect(all.total).toBe((pair?.onlyBaseline ?? 0) + (pair?.onlyRun ?? 0))
    expect(all.problems).toHaveLength(5)
    const gained = services.compare.differing({ ...page, side: 'onlyRun' })
    expect(gained.total).toBe(pair?.onlyRun)
    for (const { baseline, run, answerKey } of gained.problems) {
      expect([baseline.verdict, run.verdict, run.answer]).toEqual(['wrong', 'correct', answerKey])
      expect(run.path).toEqual(['Problems problem', 'Model answer', 'Answer'])
    }
  })

  it('fall into groups that hold every problem once', async () => {
    const { services, runIds } = await twoRuns()
    const groups = services.compare.groups({ runIds, by: 'difficulty' })
    expect(groups.map(({ name, problems }) => [name, problems])).toEqual([
      ['easy', 100],
      ['hard', 100],
      ['medium', 100],
    ])
    const [first] = services.compare.runs({ runIds }).runs
    const right = groups.map(({ cells }) => cells.find(({ runId }) => runId === first?.id)?.correct ?? 0)
    expect(right.reduce((sum, count) => sum + count, 0)).toBe(first?.correct)
    expect(services.compare.groups({ runIds, by: 'category' })).toMatchObject([{ name: null, problems: 300 }])
  })

  it('have every latency in one of the same bins', async () => {
    const { services, runIds } = await twoRuns()
    const { edges, runs } = services.compare.latency({ runIds })
    for (const { counts } of runs) {
      expect(counts).toHaveLength(edges.length - 1)
      expect(counts?.reduce((sum, count) => sum + count, 0)).toBe(300)
    }
  })
})

describe('the inside of a run', () => {
  it('is read again when the run is gone and another has come', async () => {
    const services = temporaryServices()
    const datasetId = await addProblems(services, 60)
    const id = await runToEnd(services, cascade(), datasetId)
    const { escalations, calibrations } = await services.compare.router(id)
    const { problems, before, after, won, lost } = escalations[0]?.gain ?? {}
    expect([Number(after) - Number(before), problems]).toEqual([Number(won) - Number(lost), escalations[0]?.rate.count])
    expect(escalations).toMatchObject([{ nodeId: 'gate', rate: { of: 60 } }])
    expect(calibrations[0]).toMatchObject({ nodeId: 'fast', model: 'standard' })
    services.runs.remove(id)
    expect(() => services.compare.router(id)).toThrow('no run')
  })

  it('names problems of which the needed tier cannot be known', async () => {
    const services = temporaryServices()
    await services.sample()
    const [dataset] = services.datasets.list()
    const hybrid = services.designs.list().find(({ name }) => name === 'Route by difficulty')
    const { id } = services.runs.start({
      from: { designId: hybrid?.id ?? '' },
      datasetId: dataset?.id ?? '',
      seed: 7,
      limit: null,
      concurrency: 1,
    })
    await watchRun(services, id)
    const [classifier] = (await services.compare.router(id)).classifiers
    // No other run tells what the standard model makes of problems that went to the reasoning model.
    expect(classifier?.sources).toEqual(['this run'])
    expect(classifier?.unknown).toBeGreaterThan(50)
    expect(classifier?.hit.of).toBe(500 - (classifier?.unknown ?? 0) - (classifier?.none ?? 0))
  })

  it('knows the tier that a problem needed also where its label was never given', async () => {
    const services = temporaryServices()
    const rows = Array.from({ length: 40 }, (_, n) => [
      { id: `p${n}`, question: `${n} + 1?`, model: 'small', correct: n % 2 === 0, usd: 0.01 },
      { id: `p${n}`, question: `${n} + 1?`, model: 'large', correct: n % 4 !== 3, usd: 0.2 },
    ]).flat()
    const bytes = Buffer.from(rows.map((row) => JSON.stringify(row)).join('\n'))
    const file = {
      name: 'o.jsonl',
      async *open(): AsyncGenerator<Uint8Array> {
        yield bytes
      },
    }
    const { dataset } = await services.datasets.importFile(file, 'd', { given: {}, outcomes: 'any' })
    const sorted = (easy: string, hard: string): Graph => ({
      ...graphOf(
        [
          ['in', 'input'],
          ['sort', 'classifier'],
          ['first', 'model', { role: 'fast' }],
          ['second', 'model', { role: 'reasoner' }],
          ['out', 'output'],
        ],
        [
          'in.problem > sort',
          ...['trivial', 'easy', 'medium'].map((label) => `sort.${label} > first`),
          ...['hard', 'requires-reasoning'].map((label) => `sort.${label} > second`),
          'first.answer > out',
          'second.answer > out',
        ],
      ),
      roles: { fast: { connection: 'recorded', model: easy }, reasoner: { connection: 'recorded', model: hard } },
    })
    const inside = async (graph: Graph) =>
      (await services.compare.router(await runToEnd(services, graph, dataset.id))).classifiers[0]
    expect(await inside(sorted('small', 'large'))).toMatchObject({
      tiers: [{ model: 'small' }, { model: 'large', usdPerCall: 0.2 }],
      hit: { count: 20, of: 30 },
      tooCheap: { count: 10 },
      none: 10,
    })
    expect(await inside(sorted('large', 'small'))).toMatchObject({
      tiers: [{ model: 'small', usdPerCall: 0.01 }, { model: 'large' }],
      hit: { count: 10, of: 30 },
      tooDear: { count: 20 },
      none: 10,
    })
  })
})
