import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { missesLatencyBudget } from '../../shared/evidence/latency-budget'
import { parseGraph } from '../../shared/graph/load'
import { type Graph, splitFrom } from '../../shared/graph/schema'
import { readGallery } from './gallery'
import { runToEnd, temporaryServices } from './service.fixture'

const gallery = new Map(
  readGallery(resolve(import.meta.dirname, '../../resources')).map(({ id, graph }) => [id, parseGraph(graph, id)]),
)

function designOf(id: string): Graph {
  const graph = gallery.get(id)
  if (graph === undefined) throw new Error(`the gallery has no ${id}`)
  return graph
}

async function sampleProject() {
  const services = temporaryServices()
  await services.sample()
  const [dataset] = services.datasets.list()
  return { services, datasetId: dataset?.id ?? '' }
}

/** The figures are those of the simulated models: 0.30 cents is what one pass of the quick one comes to. */
const expected: [id: string, right: number, cents: number, keepsItsBudget: boolean][] = [
  ['coding-assistant', 69.4, 0.3, true],
  ['math-homework-helper', 89.2, 3.7, false],
  ['theorem-proving', 99, 62.5, true],
  ['legal-review', 96.8, 213.8, false],
  ['chatbot', 69.4, 0.3, true],
  ['security-audit', 93, 9.2, true],
  ['data-analysis', 73.6, 1.4, true],
  ['confidence-escalation', 91.2, 3.7, true],
  ['verify-then-escalate', 77.2, 0.7, true],
  ['cached-reasoning', 90, 7.3, true],
]

describe('on the sample problems', () => {
  it.each(expected)(
    '%s is right in %d percent, at %d cents a right answer',
    async (id, right, cents, keepsItsBudget) => {
      const { services, datasetId } = await sampleProject()
      const runId = await runToEnd(services, designOf(id), datasetId)
      const summary = services.runs.summary(runId)
      expect(summary.failed).toBe(0)
      expect((summary.accuracy ?? 0) * 100).toBeCloseTo(right, 1)
      expect((summary.usdPerCorrect ?? 0) * 100).toBeCloseTo(cents, 1)
      expect(missesLatencyBudget(summary)).toBe(!keepsItsBudget)
      const used = Object.keys(services.runs.traffic(runId).visits)
      const ways = designOf(id)
        .nodes.filter((node) => !isSpare(designOf(id), node.id))
        .map((node) => node.id)
      expect(used.sort()).toEqual(expect.arrayContaining(ways))
    },
  )

  it('every design of the gallery is among these', () => {
    expect([...gallery.keys()].sort()).toEqual(expected.map(([id]) => id).sort())
  })

  it('cached reasoning pays nothing for questions that it knows from a run before', async () => {
    const { services, datasetId } = await sampleProject()
    const graph = designOf('cached-reasoning')
    const first = services.runs.summary(await runToEnd(services, graph, datasetId))
    const second = services.runs.summary(await runToEnd(services, graph, datasetId))
    expect(first.usd).toBeGreaterThan(10)
    expect(second).toMatchObject({ usd: 0, correct: first.correct })
  })
})

/** A way out for calls that fail or come too late: simulated models need none. */
function isSpare(graph: Graph, id: string): boolean {
  const ways = graph.edges.filter(({ to }) => to === id).map(({ from }) => splitFrom(from).port)
  return ways.length > 0 && ways.every((port) => port === 'failed')
}
