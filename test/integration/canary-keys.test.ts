import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { oneModel } from '../../shared/graph/graph.fixture'
import { type EchoingProvider, startEchoingProvider } from '../setup/echoing-provider'
import { filesWith, processesWith } from '../setup/find-secret'
import { type Ended, saveGraph, startTerminal, temporaryFolder } from '../setup/terminal'

const fromVariable = 'sk-canary-variable-31415926'
const fromFile = 'sk-canary-file-27182818'
const providersOwn = 'sk-canary-of-the-provider-16180339'
const canaries = [fromVariable, fromFile, providersOwn]

const folder = temporaryFolder()
const home = join(folder, 'home')
const keysFile = join(home, 'keys.json')
const said: string[] = []
let provider: EchoingProvider
let trap: EchoingProvider

beforeAll(async () => {
  provider = await startEchoingProvider()
  trap = await startEchoingProvider()
  mkdirSync(home, { recursive: true })
  writeFileSync(keysFile, JSON.stringify({ 'by-file': { origin: provider.origin, key: fromFile } }))
  chmodSync(keysFile, 0o600)
  writeFileSync(
    join(folder, 'sums.jsonl'),
    [1, 2, 3].map((n) => JSON.stringify({ question: `${n} + 1?`, answer_key: n + 1 })).join('\n'),
  )
  for (const name of ['by-variable', 'by-file'])
    saveGraph(folder, `${name}.json`, { ...oneModel(), roles: { fast: { connection: name, model: 'parrot' } } })
})
afterAll(async () => {
  await provider.close()
  await trap.close()
})

function start(...args: string[]): ReturnType<typeof startTerminal> {
  const variables = {
    SWITCHYARD_KEY_BY_VARIABLE: fromVariable,
    OPENAI_API_KEY: providersOwn,
    ANTHROPIC_API_KEY: providersOwn,
    OPENAI_BASE_URL: `${trap.origin}/v1`,
    ANTHROPIC_BASE_URL: trap.origin,
  }
  return startTerminal(args, folder, variables)
}

async function say(...args: string[]): Promise<Ended> {
  const ended = await start(...args).ended
  said.push(ended.stdout, ended.stderr)
  return ended
}

const add = (name: string, kind: string) =>
  say('connections', 'add', name, '--kind', kind, '--url', `${provider.origin}/v1`)
const run = (name: string) => say('run', `${name}.json`, '--data', 'sums.jsonl')

it('connections are added and tried, each by its own key', async () => {
  expect((await add('by-variable', 'compatible')).stdout).toContain('SWITCHYARD_KEY_BY_VARIABLE')
  expect((await add('by-file', 'openai-chat')).stdout).toContain(keysFile)
  expect((await say('connections')).stdout).toContain('…5926')
  for (const name of ['by-variable', 'by-file']) {
    await say('connections', 'models', name)
    expect(await say('connections', 'test', name, '--model', 'parrot')).toMatchObject({ code: 0 })
  }
  expect((await say('connections', 'models', 'by-variable')).stdout).toContain('parrot')
  expect(provider.keys).toEqual(new Set([fromVariable, fromFile]))
})

it('runs end well and badly', async () => {
  expect(await run('by-variable')).toMatchObject({ code: 0 })
  for (const echo of ['refuses the key', 'breaks', 'cuts its stream'] as const) {
    provider.answerBy(echo)
    await say('connections', 'test', 'by-variable', '--model', 'parrot')
    await run('by-variable')
    await run('by-file')
  }
})

it.skipIf(process.platform !== 'linux')(
  'a run is killed in the middle, and no process says a key in its words',
  async () => {
    provider.answerBy('never ends')
    const { process: child, ended } = start('run', 'by-file.json', '--data', 'sums.jsonl')
    const { pid } = child
    if (pid === undefined) throw new Error('it did not start')
    await new Promise((done) => setTimeout(done, 1500))
    expect(canaries.flatMap((canary) => processesWith(pid, canary, ['cmdline']))).toEqual([])
    child.kill('SIGKILL')
    const { stdout, stderr } = await ended
    said.push(stdout, stderr)
  },
)

it('everything is exported and listed', async () => {
  provider.answerBy('answers')
  const { stdout } = await say('runs', '--json')
  const ids = (JSON.parse(stdout) as { runs: { id: string }[] }).runs.map(({ id }) => id)
  expect(ids.length).toBeGreaterThan(6)
  const [killed = ''] = ids
  await say('resume', killed)
  for (const id of ids) {
    const csv = await say('export', id, '--format', 'csv')
    writeFileSync(join(folder, `${id}.csv`), csv.stdout)
    await say('export', id, '--format', 'json')
  }
  await say('connections', '--json')
  expect(said.join('')).toContain('the key is •••')
})

it('no key stands in any file, nor in anything that was said, and none went to another address', () => {
  for (const canary of canaries) {
    expect(said.filter((text) => text.includes(canary))).toEqual([])
    expect(filesWith(folder, canary).filter((file) => file !== keysFile)).toEqual([])
  }
  // That the search would find one.
  expect(filesWith(folder, fromFile)).toEqual([keysFile])
  expect(provider.keys).toEqual(new Set([fromVariable, fromFile]))
  expect([...trap.keys]).toEqual([])
})
