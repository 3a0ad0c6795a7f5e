import { describe, expect, it } from 'vitest'
import {
  addNode,
  changeSettings,
  connect,
  insertCopies,
  moveNodes,
  newNode,
  partOf,
  removeNodes,
  setSetting,
  switchNodes,
} from './edit'
import { cascade, graphOf, oneModel } from './graph.fixture'
import { validateGraph } from './validate'

const frozen = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    Object.values(value).forEach(frozen)
  }
  return value
}

describe('a new node', () => {
  it('has the defaults of its kind and an id of its own', () => {
    let graph = oneModel()
    for (const id of ['escalation', 'escalation-2', 'escalation-3']) {
      const node = newNode(graph, 'escalation', [0, 0])
      expect(node).toMatchObject({ id, settings: { threshold: 0.75, missingConfidence: 0.5 } })
      graph = addNode(graph, node)
    }
  })

  it('asks a role that the graph has', () => {
    const graph = { ...oneModel(), roles: { judge: { connection: 'simulated', model: 'standard' } } }
    expect(newNode(graph, 'model', [0, 0]).settings.role).toBe('judge')
  })
})

describe('an edit', () => {
  const graph = frozen(cascade())

  it('leaves the old document alone', () => {
    moveNodes(graph, new Map([['fast', [9, 9]]]))
    setSetting(graph, 'gate', 'threshold', 0.1)
    connect(graph, 'gate.accept', 'slow')
    removeNodes(graph, new Set(['fast']))
    expect(graph).toEqual(cascade())
  })

  it('moves only what it is told to', () => {
    const moved = moveNodes(graph, new Map([['fast', [9, 8]]]))
    expect(moved.nodes.map(({ at }) => at)).toEqual(graph.nodes.map(({ id, at }) => (id === 'fast' ? [9, 8] : at)))
  })

  it('replaces the edge that left by the same port', () => {
    const { edges } = connect(graph, 'gate.accept', 'slow')
    expect(edges.filter(({ from }) => from === 'gate.accept')).toEqual([{ from: 'gate.accept', to: 'slow' }])
    expect(edges).toHaveLength(graph.edges.length)
  })

  it('removes a node with every edge that touches it', () => {
    expect(removeNodes(graph, new Set(['gate'])).edges.map(({ from }) => from)).toEqual(['in.problem', 'slow.answer'])
  })
})

describe('the labels of a classifier', () => {
  const rules = [{ label: 'easy', phrases: [], counts: [] }]
  const graph = graphOf(
    [
      ['in', 'input'],
      ['sort', 'classifier', { rules, otherwise: 'hard' }],
      ['out', 'output'],
    ],
    ['in.problem > sort', 'sort.easy > out', 'sort.hard > out'],
  )

  it('take their edges along when they are renamed', () => {
    const renamed = changeSettings(graph, 'sort', { rules: [{ ...rules[0], label: 'simple' }] })
    expect(renamed.edges.map(({ from }) => from)).toContain('sort.simple')
    expect(validateGraph(renamed)).toEqual([])
  })

  it('take their edges with them when they go', () => {
    const less = setSetting(graph, 'sort', 'rules', [])
    expect(less.edges.map(({ from }) => from)).toEqual(['in.problem', 'sort.hard'])
    expect(validateGraph(less)).toEqual([])
  })
})

it('copies nodes under new ids with the edges among them, and no others', () => {
  const graph = cascade()
  const copied = { nodes: graph.nodes.filter(({ id }) => id === 'gate' || id === 'slow'), edges: graph.edges }
  const { graph: more, ids } = insertCopies(graph, copied, [24, 24])
  expect(ids).toEqual(['gate-2', 'slow-2'])
  expect(more.edges.slice(graph.edges.length)).toEqual([{ from: 'gate-2.escalate', to: 'slow-2' }])
  expect(more.nodes.at(-1)?.at).toEqual([3 * 240 + 24, 24])
})

it('brings along the role that a copied node asks, and no binding that the graph has already', () => {
  const other = { ...oneModel({ role: 'judge' }), roles: { judge: { connection: 'simulated', model: 'reasoning' } } }
  const part = partOf(other, new Set(['ask']))
  expect(insertCopies(oneModel(), part, [0, 0]).graph.roles).toMatchObject({ judge: { model: 'reasoning' } })
  const mine = { ...oneModel(), roles: { judge: { connection: 'recorded', model: 'mine' } } }
  expect(insertCopies(mine, part, [0, 0]).graph.roles).toEqual(mine.roles)
})

it('a node that is switched on again is as it was', () => {
  const graph = cascade()
  const off = switchNodes(graph, new Set(['gate']), true)
  expect(off.nodes.find(({ id }) => id === 'gate')?.off).toBe(true)
  expect(switchNodes(off, new Set(['gate']), false)).toEqual(graph)
})
