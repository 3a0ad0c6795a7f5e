import { expect, test } from 'vitest'
import { cascade, graphOf } from '../../shared/graph/graph.fixture'
import { outlineOf } from './outline-order'

test('the outline follows the problems, port by port', () => {
  const rows = outlineOf(cascade())
  expect(rows.map(({ node }) => node.id)).toEqual(['in', 'fast', 'gate', 'out', 'slow'])
  expect(rows[2]?.exits.map(({ port, to }) => [port, to?.id])).toEqual([
    ['accept', 'out'],
    ['escalate', 'slow'],
  ])
})

test('what no problem reaches comes after, comments last, and a port that leads nowhere says so', () => {
  const graph = graphOf(
    [
      ['note', 'note'],
      ['lost', 'model'],
      ['in', 'input'],
      ['out', 'output'],
    ],
    ['in.problem > out'],
  )
  const rows = outlineOf(graph)
  expect(rows.map(({ node }) => node.id)).toEqual(['in', 'out', 'lost', 'note'])
  expect(rows[2]?.exits).toEqual([
    { port: 'answer', to: undefined },
    { port: 'failed', to: undefined },
  ])
})
