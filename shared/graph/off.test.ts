import { describe, expect, it } from 'vitest'
import { kinds } from '../nodes/kinds'
import { cascade, graphOf, verified } from './graph.fixture'
import { hasOracle } from './oracle'
import { rolesAsked } from './roles'
import type { Graph } from './schema'
import { validateGraph } from './validate'

const off = (graph: Graph, ...ids: string[]): Graph => ({
  ...graph,
  nodes: graph.nodes.map((node) => (ids.includes(node.id) ? { ...node, off: true } : node)),
})
const codesOf = (graph: Graph) => validateGraph(graph).map(({ code, nodeId }) => `${code} ${nodeId ?? ''}`.trim())

describe('a node that is switched off', () => {
  it('needs only the port by which problems pass it', () => {
    const graph = graphOf(
      [
        ['in', 'input'],
        ['check', 'verifier', { attempts: 3 }],
        ['out', 'output'],
      ],
      ['in.problem > check', 'check.pass > out'],
    )
    expect(codesOf(graph)).toEqual(['open-port check', 'open-port check'])
    expect(codesOf(off(graph, 'check'))).toEqual([])
  })

  it('leaves what only it led to unreached', () => {
    expect(codesOf(off(cascade(), 'gate'))).toEqual(['unreachable slow'])
  })

  it('asks no role and looks at no key', () => {
    const graph = verified({ method: 'key' })
    expect(hasOracle(graph)).toBe(true)
    expect(hasOracle(off(graph, 'check'))).toBe(false)
    const unbound = {
      ...off(verified({ method: 'judge', role: 'judge' }), 'check'),
      roles: { fast: { connection: 'simulated', model: 'standard' } },
    }
    expect(codesOf(unbound)).toEqual(['unreachable none'])
    expect([...rolesAsked(unbound)]).toEqual(['fast'])
  })

  it('is no model that a cache keyed by the call could find', () => {
    const graph = graphOf(
      [
        ['in', 'input'],
        ['cache', 'cache', { keyBy: 'call' }],
        ['ask', 'model'],
        ['out', 'output'],
      ],
      ['in.problem > cache', 'cache.hit > out', 'cache.miss > ask', 'ask.answer > out'],
    )
    expect(codesOf(graph)).toEqual([])
    expect(codesOf(off(graph, 'ask'))).toEqual(['no-model-behind cache'])
  })

  it('is an error where nothing can stand for it', () => {
    expect(codesOf(off(cascade(), 'in'))).toEqual(['off in'])
    expect(codesOf(off(cascade(), 'out'))).toEqual(['off out'])
  })

  it('passes problems on by what its kind names', () => {
    const passed = Object.values(kinds).map((kind) => [kind.id, kind.passThrough?.(kind.settings.parse({}) as never)])
    expect(Object.fromEntries(passed)).toMatchObject({
      input: undefined,
      classifier: 'easy',
      cache: 'miss',
      model: 'answer',
      escalation: 'accept',
      verifier: 'pass',
      review: 'approved',
      split: undefined,
      output: undefined,
    })
  })
})
