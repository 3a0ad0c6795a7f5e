import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { graphOf, oneModel } from '../../shared/graph/graph.fixture'
import { saveGraph, startTerminal, temporaryFolder } from '../setup/terminal'

const folder = temporaryFolder()
const hook = join(folder, 'note-loads.mjs')
const loads = join(folder, 'loads.txt')
writeFileSync(
  hook,
  `import fs from 'node:fs'
  const { appendFileSync, readFileSync } = fs
  fs.readFileSync = (file, ...rest) => (appendFileSync(${JSON.stringify(loads)}, file + '\\n'), readFileSync(file, ...rest))`,
)

async function loadedBy(...args: string[]): Promise<string> {
  writeFileSync(loads, '')
  const { code, stderr } = await startTerminal(args, folder, { NODE_OPTIONS: `--import ${hook}` }).ended
  expect([code, stderr]).toEqual([0, expect.any(String)])
  return readFileSync(loads, 'utf8')
}

const large = /bundled-prices|sdk-|openai-/

it('the price list and the SDKs of providers are not loaded for a run that asks none', async () => {
  const graph = saveGraph(folder, 'g.json', oneModel())
  writeFileSync(join(folder, 'p.jsonl'), JSON.stringify({ question: '1 + 1?', answer_key: 2 }))
  await loadedBy('connections', 'add', 'anthropic')
  const loaded = await loadedBy('run', graph, '--data', 'p.jsonl')
  expect(loaded).toMatch(/compose-/)
  expect(loaded).not.toMatch(large)
})

it('a run over a dataset that is there loads neither what reads files nor what only other commands need', async () => {
  const graph = saveGraph(folder, 'stored.json', oneModel())
  const problems = join(folder, 'stored.jsonl')
  writeFileSync(problems, JSON.stringify({ question: '1 + 2?', answer_key: 3 }))
  expect(await loadedBy('import', problems, '--name', 'stored')).toMatch(/import-file-/)
  const loaded = await loadedBy('run', graph, '--data', 'stored')
  expect(loaded).toMatch(/compose-runs-/)
  expect(loaded).not.toMatch(/compose-(?!runs-)|import-file-|live-connection-|read-price-list-|router-|re2js-/)
})

it('help loads no work and no schema', async () => {
  const loaded = await loadedBy('--help')
  expect(loaded).toMatch(/cli\.cjs/)
  expect(loaded).not.toMatch(/compose-|core-|commands-/)
})

it('the price list is loaded where prices are asked for', async () => {
  expect(await loadedBy('prices')).toMatch(large)
})

it('the engine of regular expressions is loaded where a graph has one', async () => {
  const checked = graphOf(
    [
      ['in', 'input'],
      ['check', 'verifier', { method: 'regex', pattern: '^[0-9]+$' }],
      ['out', 'output'],
    ],
    ['in.problem > check', 'check.pass > out', 'check.fail > out'],
  )
  expect(await loadedBy('validate', saveGraph(folder, 'pattern.json', checked))).toMatch(/re2js-/)
})
