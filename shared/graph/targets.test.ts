import fc from 'fast-check'
import { expect, test } from 'vitest'
import { connect } from './edit'
import { graphOf } from './graph.fixture'
import type { Graph } from './schema'
import { targetsFor } from './targets'
import { validateGraph } from './validate'

const edgeErrors = (graph: Graph) =>
  validateGraph(graph).flatMap(({ edge, severity, message }) => (edge && severity === 'error' ? [message] : []))

const inner = fc.constantFrom('model', 'escalation', 'verifier', 'cache', 'note')
const graphs = fc
  .record({
    kinds: fc.array(fc.record({ kind: inner, off: fc.boolean() }), { minLength: 1, maxLength: 6 }),
    picks: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat()), { maxLength: 12 }),
  })
  .map(({ kinds, picks }) => {
    const ports: Record<string, string[]> = {
      model: ['answer', 'failed'],
      escalation: ['accept', 'escalate'],
      verifier: ['pass', 'fail', 'retry'],
      cache: ['hit', 'miss'],
    }
    const bare = graphOf(
      [
        ['in', 'input'],
        ['out', 'output'],
        ...kinds.map(({ kind }, at): [string, string, Record<string, unknown>] => [
          `n${at}`,
          kind,
          kind === 'verifier' ? { attempts: 2 } : {},
        ]),
      ],
      [],
    )
    const nodes = bare.nodes.map((node, at) => ({ ...node, off: kinds[at - 2]?.off ?? false }))
    let graph: Graph = { ...bare, nodes }
    for (const [a, b, c] of picks) {
      const sources = graph.nodes.flatMap(({ id, kind }) => (ports[kind] ?? []).map((port) => `${id}.${port}`))
      const from = sources[a % Math.max(1, sources.length)]
      const to = graph.nodes[b % graph.nodes.length]?.id
      if (from === undefined || to === undefined) continue
      const next = connect(graph, from, to)
      // Only graphs that could have been drawn: their edges are right.
      if (edgeErrors(next).length === 0) graph = next
      if (c % 7 === 0) graph = { ...graph, edges: graph.edges.slice(1) }
    }
    return graph
  })

test('an edge may lead exactly where it would make no edge wrong', () => {
  fc.assert(
    fc.property(graphs, (graph) => {
      const froms = graph.nodes.flatMap(({ id, kind }) =>
        kind === 'verifier' ? [`${id}.pass`, `${id}.retry`] : kind === 'model' ? [`${id}.answer`] : [],
      )
      for (const from of ['in.problem', ...froms]) {
        const fits = targetsFor(graph, from)
        const right = graph.nodes.filter(({ id }) => edgeErrors(connect(graph, from, id)).length === 0)
        expect([from, [...fits].sort()]).toEqual([from, right.map(({ id }) => id).sort()])
      }
    }),
    { numRuns: 60 },
  )
})

test('no edge leaves by a port that is not there', () => {
  const graph = graphOf(
    [
      ['in', 'input'],
      ['out', 'output'],
      ['note', 'note'],
    ],
    [],
  )
  expect([...targetsFor(graph, 'in.gone'), ...targetsFor(graph, 'gone.x'), ...targetsFor(graph, 'note.x')]).toEqual([])
  expect([...targetsFor(graph, 'in.problem')]).toEqual(['out'])
})
