import { expect, test } from 'vitest'
import { setSettingOfAll } from '../../shared/graph/edit'
import { graphOf } from '../../shared/graph/graph.fixture'
import type { GraphNode } from '../../shared/graph/schema'
import { commonFields } from './common-fields'

const node = (id: string, kind: string, settings: Record<string, unknown> = {}): GraphNode => ({
  id,
  kind,
  at: [0, 0],
  settings,
})
const names = (nodes: readonly GraphNode[]) => commonFields(nodes).map(({ spec }) => spec.name)

test('nodes of one kind have all their settings in common, and those that differ are known', () => {
  const fields = commonFields([node('a', 'model', { samples: 5 }), node('b', 'model')])
  expect(fields.find(({ spec }) => spec.name === 'samples')).toMatchObject({ isMixed: true, value: undefined })
  expect(fields.find(({ spec }) => spec.name === 'role')).toMatchObject({ isMixed: false, value: 'fast' })
})

test('nodes of several kinds share the settings that mean the same', () => {
  expect(names([node('a', 'model'), node('b', 'verifier', { method: 'judge' })])).toEqual(['role'])
  expect(names([node('a', 'model'), node('b', 'cache')])).toEqual([])
})

test('a setting that one of them does not show is not offered', () => {
  const shown = names([node('a', 'verifier', { method: 'numeric' }), node('b', 'verifier', { method: 'judge' })])
  expect(shown).toContain('attempts')
  expect(shown).not.toContain('tolerance')
  expect(shown).not.toContain('rubric')
})

test('lists are edited together only where they are the same', () => {
  const arms = [{ label: 'x', weight: 1 }]
  expect(names([node('a', 'split'), node('b', 'split')])).toContain('arms')
  expect(names([node('a', 'split'), node('b', 'split', { arms })])).not.toContain('arms')
})

test('a node of an unknown kind has nothing in common with another', () => {
  expect(names([node('a', 'model'), node('b', 'oracle')])).toEqual([])
})

test('one edit sets the setting of all of them and leaves the others alone', () => {
  const graph = graphOf(
    [
      ['a', 'model'],
      ['b', 'model'],
      ['c', 'model'],
    ],
    [],
  )
  const changed = setSettingOfAll(graph, ['a', 'c'], 'samples', 5)
  expect(changed.nodes.map(({ settings }) => settings.samples)).toEqual([5, undefined, 5])
})
