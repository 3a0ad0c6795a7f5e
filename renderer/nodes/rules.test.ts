import { expect, test } from 'vitest'
import { addNode, connect, newNode } from '../../shared/graph/edit'
import type { Graph } from '../../shared/graph/schema'
import { boundOf, changeRules, moveRule, readPhrases, setBound } from './rules'

const hard = { label: 'hard', phrases: ['prove'], counts: [] }
const easy = { label: 'easy', phrases: ['add'], counts: [] }
const before = { rules: [hard, easy], otherwise: 'other' }

function classified(): Graph {
  const empty: Graph = {
    format: 'switchyard/graph',
    version: 1,
    name: 'G',
    description: '',
    limits: {},
    roles: {},
    nodes: [],
    edges: [],
  }
  const node = { ...newNode(empty, 'classifier', [0, 0]), settings: { method: 'rules', ...before } }
  const graph = addNode(empty, node)
  return connect(connect(connect(graph, 'classifier.hard', 'a'), 'classifier.easy', 'b'), 'classifier.other', 'c')
}
const froms = (graph: Graph) => graph.edges.map(({ from, to }) => `${from} ${to}`)

test('an edge follows its label when the label is renamed', () => {
  const after = { ...before, rules: [{ ...hard, label: 'very hard' }, easy] }
  expect(froms(changeRules(classified(), 'classifier', after))).toContain('classifier.very hard a')
})

test('the default label can be renamed too', () => {
  const after = { ...before, otherwise: 'rest' }
  expect(froms(changeRules(classified(), 'classifier', after))).toContain('classifier.rest c')
})

test('removing a rule removes the edge of its label and keeps the others', () => {
  const after = { ...before, rules: [easy] }
  expect(froms(changeRules(classified(), 'classifier', after))).toEqual(['classifier.easy b', 'classifier.other c'])
})

test('a label that another rule still gives keeps its edge', () => {
  const after = { ...before, rules: [{ ...hard, label: 'easy' }, easy] }
  expect(froms(changeRules(classified(), 'classifier', after))).toContain('classifier.easy b')
})

test('rules change places', () => {
  expect(moveRule([hard, easy], 1, -1).map(({ label }) => label)).toEqual(['easy', 'hard'])
})

test('phrases are read from lines and commas, each once', () => {
  expect(readPhrases('prove, show that\n\nprove,')).toEqual(['prove', 'show that'])
})

test('a count without bounds is gone', () => {
  const bounded = setBound(hard, 'words', 'atMost', 12)
  expect(boundOf(bounded, 'words', 'atMost')).toBe(12)
  expect(setBound(bounded, 'words', 'atMost', undefined).counts).toEqual([])
})
