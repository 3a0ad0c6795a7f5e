import { expect, test } from 'vitest'
import { diffGraphs } from '../../shared/graph/diff'
import { connect, removeNodes, setLimit, setSetting } from '../../shared/graph/edit'
import { cascade } from '../../shared/graph/graph.fixture'
import { listChanges, sayValue } from './change-lines'

test('a setting goes by the title that its form has, with both values', () => {
  const after = setSetting(cascade({ threshold: 0.6 }), 'gate', 'threshold', 0.8)
  const [change] = listChanges(diffGraphs(cascade({ threshold: 0.6 }), after), cascade(), after)
  expect(change).toMatchObject({ mark: 'changed', title: 'Escalation', nodeId: 'gate' })
  expect(change?.values).toEqual([{ field: 'Confidence needed', before: '0.6', after: '0.8' }])
})

test('the design comes first, then nodes from what is new on, then edges by the titles of their ends', () => {
  const after = setLimit(connect(removeNodes(cascade(), new Set(['slow'])), 'gate.escalate', 'out'), 'usd', 2)
  const lines = listChanges(diffGraphs(cascade(), after), cascade(), after)
  expect(lines.map(({ mark, title }) => `${mark} ${title}`)).toEqual([
    'changed The design',
    'removed Model',
    'added Escalation · escalate → Answer',
    'removed Escalation · escalate → Model',
    'removed Model · answer → Answer',
  ])
  expect(lines[0]?.values).toEqual([{ field: 'Money budget, $', before: '—', after: '2' }])
})

test('a value is said in one line, a text as it is', () => {
  expect([sayValue('two\nlines'), sayValue({ a: [1, 2] }), sayValue(undefined)]).toEqual([
    'two\nlines',
    '{ "a": [ 1, 2 ] }',
    '—',
  ])
})
