import { describe, expect, it } from 'vitest'
import { countAtGate } from '../../shared/evidence/at-gate'
import { describeBefore } from '../../shared/graph/before-node'
import { cascade, graphOf } from '../../shared/graph/graph.fixture'
import type { Graph } from '../../shared/graph/schema'
import { writeGraph } from '../../shared/graph/write'
import { kinds } from '../../shared/nodes/kinds'
import { addProblems, temporaryServices, watchRun } from './service.fixture'

const noBudget = { latencyBudgetMs: undefined, moneyBudgetUsd: undefined }

async function runDesign(graph: Graph, problems = 90) {
  const services = temporaryServices()
  const datasetId = await addProblems(services, problems)
  const { id: designId } = services.designs.create({ graph: writeGraph(graph) })
  const start = { from: { designId }, datasetId, seed: 3, limit: null, concurrency: 1 }
  const { id } = services.runs.start(start)
  await watchRun(services, id)
  return { services, designId, datasetId, runId: id }
}

describe('what came to an escalation in a run', () => {
  it('gives back the run’s own decisions at the settings it ran with', async () => {
    const graph = cascade({ threshold: 0.8 })
    const { services, designId, datasetId, runId } = await runDesign(graph)
    const { from, before, seen } = services.runs.atGate({ designId, nodeId: 'gate', datasetId })
    const { exits } = services.runs.traffic(runId)
    const counts = countAtGate(seen, kinds.escalation.settings.parse({ threshold: 0.8 }), noBudget)
    expect(from).toBe('run')
    expect(before).toBe(describeBefore(graph, 'gate'))
    expect(counts.acceptedRight + counts.acceptedWrong).toBe(exits['gate.accept'])
    expect(counts.escalatedRight + counts.escalatedWrong).toBe(exits['gate.escalate'])
    expect(counts.escalatedRight).toBeGreaterThan(0)
  })

  it('has the rightness that the answers would have had without escalating', async () => {
    const { services, designId, datasetId } = await runDesign(cascade({ threshold: 1 }))
    const { seen } = services.runs.atGate({ designId, nodeId: 'gate', datasetId })
    const alone = await runDesign(cascade({ threshold: 0 }))
    expect(seen.filter(({ correct }) => correct)).toHaveLength(alone.services.runs.summary(alone.runId).correct)
  })

  it('counts time and dollars up to the node, over several visits and samples', async () => {
    const graph = graphOf(
      [
        ['in', 'input'],
        ['ask', 'model', { samples: 3, confidence: 'votes' }],
        ['check', 'verifier', { method: 'key', attempts: 2 }],
        ['gate', 'escalation', { threshold: 0 }],
        ['out', 'output'],
      ],
      [
        'in.problem > ask',
        'ask.answer > check',
        'check.retry > ask',
        'check.pass > gate',
        'check.fail > gate',
        'gate.accept > out',
        'gate.escalate > out',
      ],
    )
    const { services, designId, datasetId, runId } = await runDesign(graph)
    const { seen } = services.runs.atGate({ designId, nodeId: 'gate', datasetId })
    const results = services.runs.results(runId, 0, 100)
    expect(seen.map(({ elapsedMs }) => elapsedMs)).toEqual(results.map(({ latencyMs }) => latencyMs))
    expect(seen.map(({ correct }) => correct)).toEqual(results.map(({ verdict }) => verdict === 'correct'))
    for (const [index, { spentUsd }] of seen.entries())
      expect(spentUsd).toBeCloseTo(results[index]?.usd ?? Number.NaN, 10)
    expect(results.some(({ steps }) => steps.filter(([node]) => node === 'ask').length > 1)).toBe(true)
  })
})

it('the source’s own grades of recorded answers tell what was right, where there is no key', async () => {
  const services = temporaryServices()
  const lines = [
    { id: 'a', question: 'one?', model: 'weak', answer: 'yes', confidence: 0.9, correct: true },
    { id: 'b', question: 'two?', model: 'weak', answer: 'no', confidence: 0.2, correct: false },
    { id: 'c', question: 'three?', model: 'weak', answer: 'maybe', confidence: 0.3, correct: true },
    ...['a', 'b', 'c'].map((id) => ({ id, question: `${id}?`, model: 'strong', answer: 'so', correct: true })),
  ]
  const bytes = Buffer.from(lines.map((line) => JSON.stringify(line)).join('\n'))
  const file = { name: 'o.jsonl', open: () => once(bytes) }
  const { dataset } = await services.datasets.importFile(file, 'o', { given: {}, outcomes: 'any' })
  const roles = {
    fast: { connection: 'recorded', model: 'weak' },
    reasoner: { connection: 'recorded', model: 'strong' },
  }
  const { id: designId } = services.designs.create({ graph: writeGraph({ ...cascade(), roles }) })
  const start = { from: { designId }, datasetId: dataset.id, seed: 1, limit: null, concurrency: 1 }
  await watchRun(services, services.runs.start(start).id)
  const { from, seen } = services.runs.atGate({ designId, nodeId: 'gate', datasetId: dataset.id })
  expect(from).toBe('run')
  expect(seen.map(({ confidence, correct }) => [confidence, correct])).toEqual([
    [0.9, true],
    [0.2, false],
    [0.3, true],
  ])
})

describe('without a run', () => {
  it('recorded answers that would come there tell as much', async () => {
    const services = temporaryServices()
    const lines = [
      { id: 'a', question: '1+1?', key: '2', model: 'm', answer: '2', confidence: 0.9 },
      { id: 'b', question: '2+2?', key: '4', model: 'm', answer: '5', confidence: 0.4 },
      { id: 'c', question: '3+3?', key: null, model: 'm', answer: '6', confidence: null },
    ]
    const bytes = Buffer.from(lines.map((line) => JSON.stringify(line)).join('\n'))
    const file = { name: 'o.jsonl', open: () => once(bytes) }
    const { dataset } = await services.datasets.importFile(file, 'o', { given: {}, outcomes: 'any' })
    const roles = { fast: { connection: 'recorded', model: 'm' }, reasoner: { connection: 'recorded', model: 'm' } }
    const { id } = services.designs.create({ graph: writeGraph({ ...cascade(), roles }) })
    const { from, source, seen } = services.runs.atGate({ designId: id, nodeId: 'gate', datasetId: dataset.id })
    expect([from, source]).toEqual(['outcomes', 'm on o'])
    expect(seen.map(({ confidence, correct }) => [confidence, correct])).toEqual([
      [0.9, true],
      [0.4, false],
      [null, null],
    ])
  })

  it('nothing is made up where nothing is known', async () => {
    const services = temporaryServices()
    const datasetId = await addProblems(services, 3)
    const { id: designId } = services.designs.create({ graph: writeGraph(cascade()) })
    expect(services.runs.atGate({ designId, nodeId: 'gate', datasetId })).toMatchObject({ from: 'nothing', seen: [] })
  })
})

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
