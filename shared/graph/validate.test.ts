import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cascade, graphOf, oneModel } from './graph.fixture'
import { findUnboundedEdges } from './paths'
import type { Graph } from './schema'
import { validateGraph } from './validate'

const errorsOf = (graph: Graph) =>
  validateGraph(graph)
    .filter(({ severity }) => severity === 'error')
    .map(({ message }) => message)

const ends: [string, string][] = [
  ['in', 'input'],
  ['out', 'output'],
]

describe('a graph that is right', () => {
  it.each([
    ['one model', oneModel()],
    ['a cascade', cascade()],
  ])('has no issue: %s', (_, graph) => {
    expect(validateGraph(graph)).toEqual([])
  })
})

describe('an error is', () => {
  it.each([
    ['no entry', graphOf([['out', 'output']], []), 'the graph has no node where problems enter'],
    ['no output', graphOf([['in', 'input']], []), 'the graph has no output'],
    [
      'two entries',
      graphOf([...ends, ['in-2', 'input']], ['in.problem > out', 'in-2.problem > out']),
      '“in-2” is a second entry',
    ],
    ['two nodes of one id', graphOf([...ends, ['out', 'output']], ['in.problem > out']), 'two nodes have the id “out”'],
    [
      'an unknown kind',
      graphOf([...ends, ['x', 'oracle']], ['in.problem > out']),
      '“x” is of the unknown kind “oracle”',
    ],
    ['a port that leads nowhere', graphOf(ends, []), 'the port “problem” of “in” leads nowhere'],
    [
      'an edge to nothing',
      graphOf(ends, ['in.problem > gone']),
      'the edge from “in.problem” leads to “gone”, which is not there',
    ],
    [
      'an edge from nothing',
      graphOf(ends, ['in.problem > out', 'gone.x > out']),
      'the edge from “gone.x” starts at a node that is not there',
    ],
    [
      'an edge from no port',
      graphOf(ends, ['in.problem > out', 'in.other > out']),
      '“in” has no port “other”; it has problem',
    ],
    [
      'two edges from one port',
      graphOf(ends, ['in.problem > out', 'in.problem > out']),
      'two edges leave “in.problem”',
    ],
    [
      'an edge to the entry',
      { ...oneModel(), edges: [...oneModel().edges, { from: 'ask.failed', to: 'in' }] },
      'the edge from “ask.failed” leads back to the entry',
    ],
    [
      'a role that is not bound',
      oneModel({ role: 'judge' }),
      '“ask” asks the role “judge”, which the graph does not bind',
    ],
  ])('%s', (_, graph, message) => {
    expect(errorsOf(graph)).toContain(message)
  })

  it('a setting out of range, named with its field', () => {
    expect(validateGraph(cascade({ threshold: 1.5 }))).toContainEqual(
      expect.objectContaining({ nodeId: 'gate', field: 'threshold', severity: 'error' }),
    )
  })

  it('a cache keyed by the call with no model behind it', () => {
    const graph = graphOf(
      [...ends, ['memo', 'cache', { keyBy: 'call' }]],
      ['in.problem > memo', 'memo.hit > out', 'memo.miss > out'],
    )
    expect(errorsOf(graph)).toEqual(['“memo” is keyed by the call, but no model lies behind “miss”'])
  })
})

describe('a cycle', () => {
  const looped = (attempts: number, port: string) =>
    graphOf(
      [...ends, ['ask', 'model'], ['test', 'verifier', { attempts }]],
      [
        'in.problem > ask',
        'ask.answer > test',
        'test.pass > out',
        ...['fail', 'retry'].map((name) => `test.${name} > ${name === port ? 'ask' : 'out'}`),
      ],
    )

  it('through a bounded retry is right', () => {
    expect(errorsOf(looped(2, 'retry'))).toEqual([])
  })

  it('without a bound is an error on the edge that closes it', () => {
    expect(validateGraph(looped(2, 'fail'))).toContainEqual(
      expect.objectContaining({
        message: 'the edge from “test.fail” to “ask” closes a cycle without a bound',
        edge: { from: 'test.fail', to: 'ask' },
      }),
    )
  })
})

it('warns of a node that no problem can reach', () => {
  const graph = graphOf([...ends, ['lost', 'output']], ['in.problem > out'])
  expect(validateGraph(graph)).toEqual([
    {
      code: 'unreachable',
      severity: 'warning',
      message: 'no problem can reach “lost”',
      hint: 'connect it or remove it',
      nodeId: 'lost',
    },
  ])
})

it('a limit that is none is a warning, as it would do nothing', () => {
  expect(validateGraph({ ...oneModel(), limits: { latencyMs: 9, usd: 1, latencyBudgetMs: 5 } })).toEqual([
    {
      code: 'unknown-limit',
      severity: 'warning',
      message: 'the graph has no limit “latencyBudgetMs”, so it does nothing',
      hint: 'its limits are: latencyMs, usd',
    },
  ])
})

it('a budget that a node counts against and the graph does not have is a warning', () => {
  const graph = graphOf(
    [
      ['in', 'input'],
      ['gate', 'escalation', { acceptWhenLessThanMs: 2000, acceptWhenLessThanUsd: 0.1 }],
      ['out', 'output'],
    ],
    ['in.problem > gate', 'gate.accept > out', 'gate.escalate > out'],
  )
  expect(validateGraph({ ...graph, limits: { usd: 1 } })).toEqual([
    {
      code: 'doubt',
      severity: 'warning',
      message: '“gate”: “Accept when less time is left than” does nothing, as the graph has no limit “latencyMs”',
      hint: 'set the limit, or take the setting back to 0',
      nodeId: 'gate',
      field: 'acceptWhenLessThanMs',
    },
  ])
})

it('a model that votes with one sample, or is never asked the question, is a warning', () => {
  const doubts = (settings: Record<string, unknown>) =>
    validateGraph(oneModel(settings)).map(({ severity, field }) => [severity, field])
  expect(doubts({ confidence: 'votes', prompt: 'Think.' })).toEqual([
    ['warning', 'confidence'],
    ['warning', 'prompt'],
  ])
  expect(doubts({ confidence: 'votes', samples: 3, prompt: 'Mend this: {{answer}}' })).toEqual([])
})

it('without its closing edges any set of edges is acyclic', () => {
  const node = fc.integer({ min: 0, max: 9 }).map((n) => `n${n}`)
  const edges = fc.array(fc.record({ from: node.map((id) => `${id}.p`), to: node }), { maxLength: 40 })
  fc.assert(
    fc.property(edges, (all) => {
      const closing = new Set(findUnboundedEdges(all))
      expect(findUnboundedEdges(all.filter((edge) => !closing.has(edge)))).toEqual([])
    }),
  )
})

it('handles a chain of thousands of nodes', () => {
  const edges = Array.from({ length: 5000 }, (_, n) => ({ from: `n${n}.p`, to: `n${n + 1}` }))
  expect(findUnboundedEdges(edges)).toEqual([])
  expect(findUnboundedEdges([...edges, { from: 'n5000.p', to: 'n0' }])).toHaveLength(1)
})
