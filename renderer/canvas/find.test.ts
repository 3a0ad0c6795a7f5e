import { expect, test } from 'vitest'
import { cascade, graphOf } from '../../shared/graph/graph.fixture'
import { findNodes } from './find-store'

test('words are found in titles, ids, kinds, settings and ports, small or capital', () => {
  const graph = cascade({ threshold: 0.62 })
  expect(findNodes(graph, 'GATE')).toEqual(['gate'])
  expect(findNodes(graph, 'model')).toEqual(['fast', 'slow'])
  expect(findNodes(graph, '0.62')).toEqual(['gate'])
  expect(findNodes(graph, 'reasoner')).toEqual(['slow'])
  expect(findNodes(graph, 'escalate')).toEqual(['gate'])
})

test('nested settings are looked through, and nothing is found for nothing', () => {
  const rules = [{ label: 'hard', phrases: ['prove that'], counts: [] }]
  const graph = graphOf([['sort', 'classifier', { rules }]], [])
  expect(findNodes(graph, 'prove')).toEqual(['sort'])
  expect(findNodes(graph, '  ')).toEqual([])
})
