import { describe, expect, it } from 'vitest'
import { cascade, graphOf } from '../../shared/graph/graph.fixture'
import { compileGraph } from './compile'
import { boundsOfWalks } from './path-bounds'

const calls = (graph: Parameters<typeof compileGraph>[0]) =>
  boundsOfWalks(compileGraph(graph), ({ kind }) => (kind.id === 'model' ? { low: 1, high: 1 } : { low: 0, high: 0 }))

describe('the bounds of walks', () => {
  it('are the shortest and the longest path', () => {
    expect(calls(cascade())).toEqual({ low: 1, high: 2 })
  })

  it('count every retry that is allowed', () => {
    const retried = graphOf(
      [
        ['in', 'input'],
        ['ask', 'model'],
        ['check', 'verifier', { attempts: 3 }],
        ['out', 'output'],
      ],
      ['in.problem > ask', 'ask.answer > check', 'check.pass > out', 'check.fail > out', 'check.retry > ask'],
    )
    expect(calls(retried)).toEqual({ low: 1, high: 4 })
  })
})
