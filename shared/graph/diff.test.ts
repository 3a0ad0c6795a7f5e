import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../hash'
import { diffGraphs, type GraphDiff, isSame, type ValueChange } from './diff'
import { connect, moveNodes, removeNodes, setSetting } from './edit'
import { cascade, graphOf, oneModel } from './graph.fixture'
import type { Graph } from './schema'

describe('between two versions', () => {
  it('a removed node takes its edges with it', () => {
    const diff = diffGraphs(cascade(), removeNodes(cascade(), new Set(['slow'])))
    expect(diff.removedNodes.map(({ id }) => id)).toEqual(['slow'])
    expect(diff.removedEdges.map(({ from }) => from)).toEqual(['gate.escalate', 'slow.answer'])
    expect(diff.addedNodes).toEqual([])
  })

  it('a setting is told with what it was and what it is', () => {
    const diff = diffGraphs(
      cascade({ threshold: 0.6 }),
      setSetting(cascade({ threshold: 0.6 }), 'gate', 'threshold', 0.8),
    )
    expect(diff.changedNodes).toMatchObject([
      { after: { id: 'gate' }, settings: [{ field: 'threshold', before: 0.6, after: 0.8 }], isMoved: false },
    ])
  })

  it('a node that stands elsewhere is moved and otherwise the same', () => {
    const [moved] = diffGraphs(oneModel(), moveNodes(oneModel(), new Map([['ask', [7, 7]]]))).changedNodes
    expect(moved).toMatchObject({ settings: [], members: [], isMoved: true })
  })

  it('an edge that leads elsewhere is one gone and one new', () => {
    const diff = diffGraphs(cascade(), connect(cascade(), 'gate.escalate', 'out'))
    expect([diff.removedEdges, diff.addedEdges]).toEqual([
      [{ from: 'gate.escalate', to: 'slow' }],
      [{ from: 'gate.escalate', to: 'out' }],
    ])
  })

  it('a role on another model is one change', () => {
    const { roles, ...rest } = cascade()
    const diff = diffGraphs(cascade(), {
      ...rest,
      roles: { ...roles, fast: { connection: 'simulated', model: 'tiny' } },
    })
    expect(diff.members).toEqual([{ field: 'roles.fast.model', before: 'standard', after: 'tiny' }])
  })

  it('what only a newer program knows is compared too', () => {
    const newer = { ...oneModel(), later: { colour: 'red' } } as Graph
    expect(diffGraphs(oneModel(), newer).members).toEqual([
      { field: 'later', before: undefined, after: { colour: 'red' } },
    ])
  })
})

const value = fc.oneof(fc.integer(), fc.string(), fc.boolean(), fc.array(fc.integer(), { maxLength: 3 }))
const settings = fc.dictionary(
  fc.constantFrom('role', 'threshold', '__proto__', 'deep'),
  fc.oneof(value, fc.object({ maxDepth: 1 })),
)
const anyGraph: fc.Arbitrary<Graph> = fc
  .record({
    nodes: fc.uniqueArray(
      fc.record({
        id: fc.constantFrom('a', 'b', 'c', 'd'),
        kind: fc.constantFrom('model', 'output', 'newer'),
        settings,
        x: fc.nat(9),
      }),
      { selector: ({ id }) => id },
    ),
    edges: fc.array(
      fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('p', 'q'), fc.constantFrom('b', 'c', 'd')),
      { maxLength: 6 },
    ),
    name: fc.constantFrom('One', 'Two'),
    usd: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
  })
  .map(({ nodes, edges, name, usd }) => ({
    ...graphOf([], [], { name, limits: usd === undefined ? {} : { usd } }),
    nodes: nodes.map(({ x, ...node }) => ({ ...node, at: [x, 0] as [number, number] })),
    edges: edges.map(([node, port, to]) => ({ from: `${node}.${port}`, to })),
  }))

/** The document with what stands in no order put into one. */
function sorted(graph: Graph): string {
  const byText = (parts: readonly unknown[]) => parts.map((part) => canonicalJson(part)).sort()
  return canonicalJson({ ...graph, nodes: byText(graph.nodes), edges: byText(graph.edges) })
}

const turned = (changes: readonly ValueChange[]) =>
  changes.map(({ field, before, after }) => ({ field, before: after, after: before })).sort(byField)
const byField = (a: ValueChange, b: ValueChange) => (a.field < b.field ? -1 : 1)

/** The later graph, made of the earlier one and what is said to have changed. */
function apply(before: Graph, diff: GraphDiff): Pick<Graph, 'nodes' | 'edges'> {
  const removed = new Set(diff.removedNodes)
  const changed = new Map(diff.changedNodes.map((change) => [change.before, change.after]))
  const gone = [...diff.removedEdges]
  const kept = before.edges.filter((edge) => {
    const at = gone.indexOf(edge)
    if (at >= 0) gone.splice(at, 1)
    return at < 0
  })
  const nodes = before.nodes.filter((node) => !removed.has(node)).map((node) => changed.get(node) ?? node)
  return { nodes: [...nodes, ...diff.addedNodes], edges: [...kept, ...diff.addedEdges] }
}

describe('whatever the two are', () => {
  it('there is no difference exactly where they say the same', () => {
    fc.assert(
      fc.property(anyGraph, anyGraph, (one, other) => {
        expect(isSame(diffGraphs(one, one))).toBe(true)
        expect(isSame(diffGraphs(one, other))).toBe(sorted(one) === sorted(other))
      }),
    )
  })

  it('the order in which parts stand in the file makes no difference', () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const turnedRound = { ...graph, nodes: graph.nodes.toReversed(), edges: graph.edges.toReversed() }
        expect(isSame(diffGraphs(graph, turnedRound))).toBe(true)
      }),
    )
  })

  it('the way back adds what was removed and gives every value back', () => {
    fc.assert(
      fc.property(anyGraph, anyGraph, (one, other) => {
        const there = diffGraphs(one, other)
        const back = diffGraphs(other, one)
        expect(new Set(back.addedNodes)).toEqual(new Set(there.removedNodes))
        expect(back.addedEdges.length).toBe(there.removedEdges.length)
        expect([...back.members].sort(byField)).toEqual(turned(there.members))
      }),
    )
  })

  it('what changed, done to the earlier one, makes the later one', () => {
    fc.assert(
      fc.property(anyGraph, anyGraph, (one, other) => {
        const made = apply(one, diffGraphs(one, other))
        expect(sorted({ ...other, ...made })).toBe(sorted(other))
      }),
    )
  })
})
