import { describe, expect, it } from 'vitest'
import { cascade, graphOf, oneModel, verified } from '../../shared/graph/graph.fixture'
import type { Graph } from '../../shared/graph/schema'
import { compileGraph } from './compile'
import { answered, problemOf, scripted, worldOf } from './engine.fixture'
import { walk } from './walk'

const off = (graph: Graph, ...ids: string[]): Graph => ({
  ...graph,
  nodes: graph.nodes.map((node) => (ids.includes(node.id) ? { ...node, off: true } : node)),
})

describe('a problem passes a node that is switched off', () => {
  it('unchanged, by the port that its kind names, and the trace says why', async () => {
    const { connection, calls } = scripted(() => answered('4', { confidence: 0.1 }))
    const walked = await walk(worldOf(off(cascade(), 'gate'), connection), problemOf('p'), 0)
    expect(walked).toMatchObject({ end: 'answered', answer: '4', escalated: false })
    expect(walked.steps.map(([node, port]) => [node, port])).toEqual([
      ['in', 'problem'],
      ['fast', 'answer'],
      ['gate', 'accept'],
      ['out', null],
    ])
    expect(walked.steps[2]?.[2]).toBe('the node is switched off')
    expect(calls).toHaveLength(1)
  })

  it('and keeps the answer that it has where a model is off', async () => {
    const { connection, calls } = scripted(() => answered('4', { confidence: 0.1 }))
    const walked = await walk(worldOf(off(cascade({ threshold: 1 }), 'slow'), connection), problemOf('p'), 0)
    expect(walked).toMatchObject({ end: 'answered', answer: '4', escalated: true, usd: 0.01 })
    expect(calls).toHaveLength(1)
  })

  it('and abstains where the only model is off', async () => {
    const { connection, calls } = scripted(() => answered('4'))
    const walked = await walk(worldOf(off(oneModel(), 'ask'), connection), problemOf('p'), 0)
    expect(walked).toMatchObject({ end: 'abstained', answer: null, usd: 0 })
    expect(calls).toEqual([])
  })

  it('and is not checked where a verifier is off', async () => {
    const { connection } = scripted(() => answered('wrong'))
    const walked = await walk(worldOf(off(verified({ method: 'key' }), 'check'), connection), problemOf('p'), 0)
    expect(walked).toMatchObject({ end: 'answered', answer: 'wrong' })
  })
})

it('a graph with its output switched off does not run', () => {
  expect(() => compileGraph(off(oneModel(), 'out'))).toThrow(/switched off/)
})

it('notes and frames are not there for the engine', () => {
  const graph = graphOf(
    [
      ['in', 'input'],
      ['out', 'output'],
      ['note', 'note'],
      ['frame', 'frame'],
    ],
    ['in.problem > out'],
  )
  expect(compileGraph(graph).mostSteps).toBe(2)
})
