import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SwitchyardError } from '../errors'
import { bindRole, moveNodes, renameNode, setLimit, setSetting } from './edit'
import { cascade, oneModel } from './graph.fixture'
import { parseGraph } from './load'
import type { Graph } from './schema'
import { validateGraph } from './validate'
import { hashGraph, writeGraph } from './write'

function refusal(text: string): SwitchyardError {
  try {
    parseGraph(text, 'it.json')
  } catch (error) {
    if (error instanceof SwitchyardError) return error
    throw error
  }
  throw new Error('it was not refused')
}

const manyNodes = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ id: `n${n}`, kind: 'output', at: [n, 0], settings: {} }))

describe('a graph file', () => {
  it('reads back as it was written', () => {
    expect(parseGraph(writeGraph(cascade()), 'it.json')).toEqual(cascade())
  })

  it('may begin with a byte-order mark', () => {
    expect(parseGraph(`\uFEFF${writeGraph(oneModel())}`, 'it.json').name).toBe('test')
  })

  it('keeps members that it does not know', () => {
    const graph = { ...oneModel(), later: { thing: 1 } }
    const [node] = graph.nodes
    if (node !== undefined) Object.assign(node, { colour: 'red' })
    expect(JSON.parse(writeGraph(parseGraph(JSON.stringify(graph), 'it.json')))).toMatchObject({
      later: { thing: 1 },
      nodes: [{ colour: 'red' }, {}, {}],
    })
  })
})

describe('what a newer program added', () => {
  const newer = JSON.stringify({
    ...cascade(),
    later: { thing: [1, { deep: true }] },
    limits: { usd: 1, tokens: 9 },
    roles: { fast: { connection: 'simulated', model: 'standard', region: 'north' } },
    nodes: cascade().nodes.map((node) => ({ ...node, colour: 'red', settings: { ...node.settings, newSetting: [1] } })),
    edges: cascade().edges.map((edge) => ({ ...edge, weight: 2 })),
  })
  const written = (edit: (graph: Graph) => Graph) => JSON.parse(writeGraph(edit(parseGraph(newer, 'it.json'))))

  it('is still there after it was read and written', () => {
    expect(written((graph) => graph)).toEqual(JSON.parse(newer))
  })

  it('is still there after edits beside it', () => {
    const edited = written((graph) =>
      setLimit(
        bindRole(
          setSetting(
            moveNodes(renameNode(graph, 'fast', 'Quick'), new Map([['gate', [5, 5]]])),
            'gate',
            'threshold',
            0.7,
          ),
          'fast',
          { connection: 'recorded', model: 'other' },
        ),
        'usd',
        2,
      ),
    )
    expect(edited).toMatchObject({
      later: { thing: [1, { deep: true }] },
      limits: { usd: 2, tokens: 9 },
      roles: { fast: { model: 'other', region: 'north' } },
    })
    for (const node of edited.nodes) expect(node).toMatchObject({ colour: 'red', settings: { newSetting: [1] } })
    for (const edge of edited.edges) expect(edge.weight).toBe(2)
    expect(edited.nodes[2].settings.threshold).toBe(0.7)
  })
})

describe('refused in one line', () => {
  it.each([
    ['broken JSON', '{"format": ', 'GRAPH_SYNTAX'],
    ['an empty file', '', 'GRAPH_SYNTAX'],
    ['another document', '{"name": "x"}', 'GRAPH_SHAPE'],
    ['a list', '[]', 'GRAPH_SHAPE'],
    ['null', 'null', 'GRAPH_SHAPE'],
    ['a newer version', JSON.stringify({ ...oneModel(), version: 2 }), 'GRAPH_NEWER'],
    ['an older version than any', JSON.stringify({ ...oneModel(), version: 0 }), 'GRAPH_SHAPE'],
    ['an edge without a port', JSON.stringify({ ...oneModel(), edges: [{ from: 'in', to: 'out' }] }), 'GRAPH_SHAPE'],
    ['more nodes than can be drawn', JSON.stringify({ ...oneModel(), nodes: manyNodes(5001) }), 'GRAPH_SHAPE'],
    [
      'values nested without end',
      JSON.stringify({ ...oneModel(), later: 0 }).replace(
        '"later":0',
        `"later":${'['.repeat(50_000)}${']'.repeat(50_000)}`,
      ),
      'GRAPH_SHAPE',
    ],
    [
      'a node without a place',
      JSON.stringify({ ...oneModel(), nodes: [{ id: 'a', kind: 'input', settings: {} }] }),
      'GRAPH_SHAPE',
    ],
  ])('%s', (_, text, code) => {
    const error = refusal(text)
    expect(error.code).toBe(code)
    expect(error.line).toMatch(/^it\.json:? .+; .+$/)
    expect(error.line).not.toMatch(/\n/)
  })

  it('more nodes than a graph can have, which says how many that is', () => {
    expect(refusal(JSON.stringify({ ...oneModel(), nodes: manyNodes(5000) })).line).toMatch(
      /^it\.json: nodes are more than the 2000 that a graph can have; /,
    )
  })

  it('a newer version, which says what to do', () => {
    expect(refusal(JSON.stringify({ ...oneModel(), version: 9 })).line).toBe(
      'it.json is of version 9; this program reads up to 1; update Switchyard to open it',
    )
  })
})

describe('whatever is read', () => {
  it('is a graph or a SwitchyardError, never anything else', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        try {
          parseGraph(text, 'it')
        } catch (error) {
          expect(error).toBeInstanceOf(SwitchyardError)
        }
      }),
    )
  })

  it('can be validated without throwing, and pollutes no prototype', () => {
    const scrap = fc.dictionary(
      fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'prototype')),
      fc.jsonValue(),
    )
    const id = fc.constantFrom('a', 'b', 'in', 'out', '__proto__', 'constructor')
    const port = fc.constantFrom('problem', 'answer', 'retry', 'pass', 'fail', 'toString')
    const document = fc.record({
      nodes: fc.array(
        fc.record({
          id,
          kind: fc.constantFrom(
            'input',
            'model',
            'verifier',
            'output',
            'classifier',
            'cache',
            'escalation',
            'toString',
            '__proto__',
          ),
          settings: scrap,
        }),
        { maxLength: 8 },
      ),
      edges: fc.array(fc.record({ from: fc.tuple(id, port).map((words) => words.join('.')), to: id }), {
        maxLength: 12,
      }),
      roles: scrap,
    })
    fc.assert(
      fc.property(document, ({ nodes, edges, roles }) => {
        const placed = nodes.map((node) => ({ ...node, at: [0, 0] }))
        const text = JSON.stringify({
          format: 'switchyard/graph',
          version: 1,
          name: 'fuzz',
          nodes: placed,
          edges,
          roles,
        })
        try {
          for (const { message, hint } of validateGraph(parseGraph(text, 'it')))
            expect(`${message}${hint}`).not.toBe('')
        } catch (error) {
          expect(error).toBeInstanceOf(SwitchyardError)
        }
        expect(Object.keys(Object.prototype)).toEqual([])
      }),
    )
  })
})

describe('the version of a design', () => {
  it('does not depend on the order of keys', () => {
    const { name, ...rest } = oneModel()
    expect(hashGraph({ ...rest, name })).toBe(hashGraph({ name, ...rest }))
  })

  it('changes with any setting', () => {
    expect(hashGraph(oneModel({ maxTokens: 5 }))).not.toBe(hashGraph(oneModel({ maxTokens: 6 })))
  })
})

it('writes keys in the order of the schemas, whatever order they came in', () => {
  const { nodes, ...rest } = cascade({ missingConfidence: 0.4, threshold: 0.6 })
  const shuffled = { nodes: nodes.map(({ settings, id, ...node }) => ({ settings, ...node, id })), ...rest }
  expect(writeGraph(shuffled)).toBe(writeGraph(cascade({ threshold: 0.6, missingConfidence: 0.4 })))
  expect(Object.keys(JSON.parse(writeGraph(shuffled)))).toEqual([
    'format',
    'version',
    'name',
    'description',
    'limits',
    'roles',
    'nodes',
    'edges',
  ])
})
