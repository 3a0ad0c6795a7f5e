import { expect, test } from 'vitest'
import { oneModel } from '../../shared/graph/graph.fixture'
import { writeGraph } from '../../shared/graph/write'
import { dataFile, isWholeGraph, meansGraph } from './sniff-graph'

test.each([
  ['a graph', writeGraph(oneModel()), true],
  [
    'a graph whose keys stand in another order',
    JSON.stringify({ nodes: [], zzz: 'x'.repeat(900), format: 'switchyard/graph' }),
    true,
  ],
  ['a graph of another tool', '{"nodes": [{"id": 1}], "links": []}', true],
  ['a graph with a slip in it', '{"format": "switchyard/graph", "nodes": [}', true],
  ['a graph behind a byte-order mark', `\uFEFF${writeGraph(oneModel())}`, true],
  ['a list of nodes that are wired to each other', '[{"id": "a", "wires": [["b"]]}, {"id": "b"}]', true],
  ['rows', '[{"question": "q"}]', false],
  ['rows on lines', '{"question": "q"}\n{"question": "r"}', false],
  ['one object with rows inside', '{"rows": [{"question": "q"}]}', false],
  ['words', 'nodes', false],
])('%s is told for what it is', (_what, text, isGraph) => {
  expect(meansGraph(text)).toBe(isGraph)
})

test('a whole graph has an entry and is no copied part', () => {
  expect(isWholeGraph(writeGraph(oneModel()))).toBe(true)
  expect(isWholeGraph(writeGraph({ ...oneModel(), name: 'Part of test' }))).toBe(false)
  expect(isWholeGraph(writeGraph({ ...oneModel(), nodes: oneModel().nodes.slice(1) }))).toBe(false)
  expect(isWholeGraph('{"format": "switchyard/graph", "nodes": null}')).toBe(false)
})

test.each([
  ['problems.jsonl', true],
  ['problems.csv.gz', true],
  ['PROBLEMS.JSON', true],
  ['problems', true],
  ['workflow.yml', false],
  ['flow.rivet-project', false],
  ['page.html', false],
])('by its name, %s may be data: %s', (name, mayBe) => {
  expect(dataFile.test(name)).toBe(mayBe)
})
