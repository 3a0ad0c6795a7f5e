import { expect, test } from 'vitest'
import { addNode, newNode, renameNode } from '../../shared/graph/edit'
import type { Graph } from '../../shared/graph/schema'
import { type OpenDocument, openDocument } from './document'

const empty: Graph = {
  format: 'switchyard/graph',
  version: 1,
  name: 'Empty',
  description: '',
  limits: {},
  roles: {},
  nodes: [],
  edges: [],
}
const summary = { id: 'd', name: 'Empty', hash: 'h', versions: 1, savedAt: 0, archived: false, tags: [], lastRun: null }

function openEmpty(): OpenDocument {
  return openDocument('d', empty, summary)
}
const graphOf = (document: OpenDocument) => document.store.getState().graph
const addModel = (graph: Graph) => addNode(graph, newNode(graph, 'model', [0, 0]))

test('typing in one field is one undo step', () => {
  const document = openEmpty()
  document.change(addModel)
  for (const title of ['F', 'Fa', 'Fast']) document.change((graph) => renameNode(graph, 'model', title), 'title')
  expect(graphOf(document).nodes[0]?.title).toBe('Fast')
  document.undo()
  expect(graphOf(document).nodes[0]?.title).toBeUndefined()
  document.undo()
  expect(graphOf(document).nodes).toHaveLength(0)
  document.redo()
  document.redo()
  expect(graphOf(document).nodes[0]?.title).toBe('Fast')
})

test('coming back to a field begins a new step', () => {
  const document = openEmpty()
  document.change(addModel)
  document.change((graph) => renameNode(graph, 'model', 'A'), 'title')
  document.endGesture()
  document.change((graph) => renameNode(graph, 'model', 'B'), 'title')
  document.undo()
  expect(graphOf(document).nodes[0]?.title).toBe('A')
})

test('an edit after undo leaves nothing to redo', () => {
  const document = openEmpty()
  document.change(addModel, 'add')
  document.undo()
  document.change(addModel, 'add')
  document.redo()
  expect(graphOf(document).nodes).toHaveLength(1)
})

test('at least a hundred steps can be undone', () => {
  const document = openEmpty()
  for (let step = 0; step < 150; step += 1) document.change(addModel)
  for (let step = 0; step < 150; step += 1) document.undo()
  expect(graphOf(document).nodes).toHaveLength(0)
})

test('an edit that changes nothing is no step, and selecting is none either', () => {
  const document = openEmpty()
  document.change((graph) => graph)
  document.select({ nodeIds: ['model'] })
  expect(document.store.temporal.getState().pastStates).toHaveLength(0)
})
