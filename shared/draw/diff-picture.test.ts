import { expect, it } from 'vitest'
import { connect, moveNodes, removeNodes, setSetting } from '../graph/edit'
import { cascade } from '../graph/graph.fixture'
import { pictureOfDiff } from './diff-picture'
import { drawSvg } from './draw-svg'

const after = connect(
  setSetting(
    removeNodes(moveNodes(cascade(), new Map([['fast', [1, 1]]])), new Set(['slow'])),
    'gate',
    'threshold',
    0.9,
  ),
  'gate.escalate',
  'out',
)

it('what is gone is drawn where it stood, with its edges', () => {
  const { graph, marks } = pictureOfDiff(cascade(), after)
  expect([...marks.nodes]).toEqual([
    ['fast', 'moved'],
    ['gate', 'changed'],
    ['slow', 'removed'],
  ])
  expect(new Map(marks.edges)).toEqual(
    new Map([
      ['gate.escalate > out', 'added'],
      ['gate.escalate > slow', 'removed'],
      ['slow.answer > out', 'removed'],
    ]),
  )
  expect(graph.nodes.map(({ id }) => id)).toEqual(['in', 'fast', 'gate', 'out', 'slow'])
  expect(drawSvg(graph, { theme: 'dark', marks }).match(/stroke-dasharray/g)).toHaveLength(3)
})

it('an edge of which only an unknown member differs is drawn once, as changed', () => {
  const weighted = { ...cascade(), edges: cascade().edges.map((edge) => ({ ...edge, weight: 2 })) }
  const { graph, marks } = pictureOfDiff(cascade(), weighted)
  expect(graph.edges).toHaveLength(5)
  expect(new Set(marks.edges.values())).toEqual(new Set(['changed']))
})
