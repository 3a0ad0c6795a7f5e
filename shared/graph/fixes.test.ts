import { describe, expect, it } from 'vitest'
import { fixFor } from './fixes'
import { cascade, graphOf, oneModel } from './graph.fixture'
import type { Graph } from './schema'
import { validateGraph } from './validate'

const ends: [string, string][] = [
  ['in', 'input'],
  ['out', 'output'],
]
const offNode = (graph: Graph, id: string): Graph => ({
  ...graph,
  nodes: graph.nodes.map((node) => (node.id === id ? { ...node, off: true } : node)),
})

describe('a mechanical fix puts right', () => {
  it.each([
    ['two nodes of one id', graphOf([...ends, ['out', 'output']], ['in.problem > out']), 'same-id'],
    ['an unknown kind', graphOf([...ends, ['x', 'oracle']], ['in.problem > out']), 'unknown-kind'],
    ['a setting that does nothing', oneModel({ warmth: 3 }), 'unknown-setting'],
    ['a limit that does nothing', { ...oneModel(), limits: { usd: 1, moneyBudget: 1 } }, 'unknown-limit'],
    ['a setting out of range', oneModel({ samples: 900 }), 'setting'],
    ['no entry', graphOf([['out', 'output']], []), 'no-entry'],
    ['no output', graphOf([['in', 'input']], []), 'no-output'],
    ['an edge from nothing', graphOf(ends, ['in.problem > out', 'gone.x > out']), 'edge-from-nowhere'],
    ['an edge from no port', graphOf(ends, ['in.problem > out', 'in.x > out']), 'edge-without-port'],
    ['two edges from a port', graphOf(ends, ['in.problem > out', 'in.problem > out']), 'edge-twice'],
    ['an edge to nothing', graphOf(ends, ['in.problem > gone']), 'edge-to-nowhere'],
    [
      'an edge to the entry',
      graphOf([...ends, ['ask', 'model']], ['in.problem > ask', 'ask.answer > in']),
      'edge-to-entry',
    ],
    ['an edge to a note', graphOf([...ends, ['n', 'note']], ['in.problem > n']), 'edge-to-comment'],
    ['an open port', graphOf(ends, []), 'open-port'],
    ['an unbound role', oneModel({ role: 'nobody' }), 'role'],
    ['a role where the graph binds none', { ...oneModel(), roles: {} }, 'role'],
    [
      'a cache with no model behind',
      graphOf([...ends, ['c', 'cache', { keyBy: 'call' }]], ['in.problem > c', 'c.hit > out', 'c.miss > out']),
      'no-model-behind',
    ],
    [
      'a cycle',
      graphOf([...ends, ['a', 'model'], ['b', 'model']], ['in.problem > a', 'a.answer > b', 'b.answer > a']),
      'cycle',
    ],
    ['a node out of reach', graphOf([...ends, ['lost', 'output']], ['in.problem > out']), 'unreachable'],
    ['an output that is switched off', offNode(cascade(), 'out'), 'off'],
  ])('%s', (_, graph, code) => {
    const issue = validateGraph(graph).find((found) => found.code === code)
    if (issue === undefined) throw new Error('it is not found')
    const fix = fixFor(graph, issue)
    expect(fix?.title).toBeTruthy()
    const left = validateGraph(fix?.graph ?? graph).map(({ message }) => message)
    expect(left).not.toContain(issue.message)
  })
})

it('a second entry is left to the user', () => {
  const graph = graphOf([...ends, ['in-2', 'input']], ['in.problem > out', 'in-2.problem > out'])
  const [issue] = validateGraph(graph)
  expect(issue === undefined ? null : fixFor(graph, issue)).toBeUndefined()
})

it('an open port is not connected by guess where there are two outputs', () => {
  const graph = graphOf([...ends, ['none', 'output']], [])
  const issue = validateGraph(graph).find(({ code }) => code === 'open-port')
  expect(issue === undefined ? null : fixFor(graph, issue)).toBeUndefined()
})
