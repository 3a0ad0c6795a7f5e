import { expect, it } from 'vitest'
import { cascade, graphOf } from './graph.fixture'
import { nodesAsking, renameRole, rolesAsked } from './roles'
import { validateGraph } from './validate'

const idsAsking = (graph: Parameters<typeof nodesAsking>[0], role: string) =>
  nodesAsking(graph, role).map(({ id }) => id)

it('a role is asked by the nodes that call it, and not by a setting that is not in use', () => {
  expect(idsAsking(cascade(), 'fast')).toEqual(['fast'])
  const graph = graphOf([['check', 'verifier', { method: 'numeric', role: 'fast' }]], [])
  expect(idsAsking(graph, 'fast')).toEqual([])
  expect([...rolesAsked(graph)]).toEqual([])
  expect(idsAsking(graphOf([['check', 'verifier', { method: 'judge' }]], []), 'fast')).toEqual(['check'])
})

it('a node whose settings are wrong still counts as asking the role that it names', () => {
  expect(idsAsking(graphOf([['ask', 'model', { role: 'fast', samples: 0 }]], []), 'fast')).toEqual(['ask'])
})

it('a renamed role keeps its binding, its place and every node that asks it', () => {
  const graph = renameRole(cascade(), 'fast', 'quick')
  expect(Object.keys(graph.roles)).toEqual(['quick', 'reasoner'])
  expect(graph.roles.quick).toEqual(cascade().roles.fast)
  expect(idsAsking(graph, 'quick')).toEqual(['fast'])
  expect(validateGraph(graph)).toEqual([])
})

it('follows a role that a file names only by leaving the setting out', () => {
  const graph = renameRole(graphOf([['ask', 'model']], []), 'fast', 'quick')
  expect(idsAsking(graph, 'quick')).toEqual(['ask'])
})

it('a name that is taken changes nothing', () => {
  const graph = cascade()
  expect(renameRole(graph, 'fast', 'reasoner')).toBe(graph)
})
