import { expect, it } from 'vitest'
import { graphOf } from '../../graph/graph.fixture'
import { validateGraph } from '../../graph/validate'
import { note } from './note.kind'

it('says its first line in one', () => {
  expect(note.summary(note.settings.parse({ text: '\n# Why 0.75\nBecause' }))).toBe('# Why 0.75')
  expect(note.summary(note.settings.parse({}))).toBe('an empty note')
})

it('is no trouble to a graph, and no output of it', () => {
  const noted = graphOf(
    [
      ['in', 'input'],
      ['out', 'output'],
      ['note', 'note', { text: 'look' }],
    ],
    ['in.problem > out'],
  )
  expect(validateGraph(noted)).toEqual([])
  const endless = graphOf(
    [
      ['in', 'input'],
      ['note', 'note'],
    ],
    [],
  )
  expect(validateGraph(endless).map(({ code }) => code)).toContain('no-output')
})

it('takes no edge', () => {
  const graph = graphOf(
    [
      ['in', 'input'],
      ['out', 'output'],
      ['note', 'note'],
    ],
    ['in.problem > note'],
  )
  expect(validateGraph(graph)).toMatchObject([{ code: 'edge-to-comment' }, { code: 'unreachable', nodeId: 'out' }])
})
