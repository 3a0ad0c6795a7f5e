import { expect, it } from 'vitest'
import { graphOf } from '../../graph/graph.fixture'
import { validateGraph } from '../../graph/validate'
import { frame } from './frame.kind'

it('is no trouble to a graph, switched off or not', () => {
  const framed = graphOf(
    [
      ['in', 'input'],
      ['out', 'output'],
      ['frame', 'frame'],
    ],
    ['in.problem > out'],
  )
  expect(validateGraph(framed)).toEqual([])
  const off = { ...framed, nodes: framed.nodes.map((node) => (node.id === 'frame' ? { ...node, off: true } : node)) }
  expect(validateGraph(off)).toEqual([])
})

it('has a size that can be drawn', () => {
  expect(frame.settings.safeParse({ width: 4 }).success).toBe(false)
  expect(frame.settings.safeParse({ tint: 'url(javascript:1)' }).success).toBe(false)
})
