import { expect, it } from 'vitest'
import { setSetting } from '../../shared/graph/edit'
import { cascade } from '../../shared/graph/graph.fixture'
import { writeGraph } from '../../shared/graph/write'
import { saveGraph, temporaryFolder, terminal } from '../setup/terminal'

const folder = temporaryFolder()
const file = saveGraph(folder, 'cascade.json', cascade())

it.each([
  ['svg', /^<svg xmlns=[\s\S]*<\/svg>\n$/],
  ['mermaid', /^flowchart LR\n {2}n_in\(\["Problems/],
  ['json', /^\{\n {2}"format": "switchyard\/graph"/],
])('a graph file is written as %s without a database', async (format, written) => {
  const { code, stdout, stderr } = await terminal(folder, 'draw', file, '--format', format)
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(written)
})

it('a graph file that is written as JSON is the same graph', async () => {
  const { stdout } = await terminal(folder, 'draw', file, '--format', 'json')
  expect(stdout).toBe(writeGraph(cascade()))
})

it('what differs from another graph is marked in the picture', async () => {
  const other = saveGraph(folder, 'other.json', setSetting(cascade(), 'gate', 'threshold', 0.9))
  const { code, stdout } = await terminal(folder, 'draw', other, '--format', 'svg', '--since', file, '--theme', 'dark')
  expect(code).toBe(0)
  expect(stdout).toContain('>≠</text>')
})

it('what is neither a file nor a design is said to be neither', async () => {
  const { code, stderr } = await terminal(folder, 'draw', 'gone', '--format', 'svg', '--db', `${folder}/none.db`)
  expect(code).not.toBe(0)
  expect(stderr.trim().split('\n')).toHaveLength(1)
})
