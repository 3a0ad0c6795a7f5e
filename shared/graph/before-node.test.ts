import { expect, it } from 'vitest'
import { describeBefore } from './before-node'
import { bindRole, moveNodes, setSetting } from './edit'
import { cascade } from './graph.fixture'

const graph = cascade()
const before = describeBefore(graph, 'gate')

it('a node’s own settings, and those of nodes behind it, do not change what it sees', () => {
  expect(describeBefore(setSetting(graph, 'gate', 'threshold', 0.9), 'gate')).toBe(before)
  const [behind] = graph.nodes.filter(({ settings }) => settings.role === 'reasoner')
  expect(describeBefore(setSetting(graph, behind?.id ?? '', 'samples', 3), 'gate')).toBe(before)
})

it('neither does where the nodes stand, nor a default that is written out', () => {
  const [first] = graph.nodes.filter(({ kind }) => kind === 'model')
  const id = first?.id ?? ''
  expect(describeBefore(moveNodes(graph, new Map([[id, [9, 9]]])), 'gate')).toBe(before)
  expect(describeBefore(setSetting(graph, id, 'samples', 1), 'gate')).toBe(before)
})

it('whatever else a node before it says does, such as a member of a newer version', () => {
  const nodes = graph.nodes.map((node) => (node.kind === 'model' ? { ...node, later: true } : node))
  expect(describeBefore({ ...graph, nodes }, 'gate')).not.toBe(before)
})

it('the settings of a node before it do, and the model that one asks', () => {
  const [first] = graph.nodes.filter(({ kind }) => kind === 'model')
  expect(describeBefore(setSetting(graph, first?.id ?? '', 'samples', 5), 'gate')).not.toBe(before)
  const recorded = { connection: 'recorded', model: 'm' }
  expect(describeBefore(bindRole(graph, 'fast', recorded), 'gate')).not.toBe(before)
  expect(describeBefore(bindRole(graph, 'reasoner', recorded), 'gate')).toBe(before)
})
