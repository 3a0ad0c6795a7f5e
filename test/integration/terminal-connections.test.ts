import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FakeProvider, startFakeProvider } from '../setup/fake-provider'
import { temporaryFolder, terminal } from '../setup/terminal'

const folder = temporaryFolder()
const say = (...args: string[]) => terminal(folder, ...args)
let provider: FakeProvider

beforeAll(async () => {
  provider = await startFakeProvider()
})
afterAll(() => provider.close())

describe('connections', () => {
  it('are none at first, and it is said how to add one', async () => {
    await say('demo')
    await say('connections', 'add', 'one', '--preset', 'server', '--url', `${provider.origin}/v1`)
    await say('connections', 'remove', 'one')
    expect((await say('connections')).stdout).toContain('switchyard connections add')
  })

  it('are tested by one call, whose line says what was found', async () => {
    await say('connections', 'add', 'mine', '--preset', 'server', '--url', `${provider.origin}/v1`)
    const { code, stdout } = await say('connections', 'test', 'mine', '--model', 'fake-small')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^mine: fake-small answered in .* · its cost is unknown · .*streams/)
    expect(provider.ledger).toHaveLength(1)
  })

  it('are kept in the database that is named', async () => {
    const db = join(folder, 'other.db')
    expect((await say('connections', 'add', 'elsewhere', '--preset', 'server', '--db', db)).code).toBe(0)
    expect((await say('connections', '--db', db)).stdout).toContain('elsewhere')
    expect((await say('connections')).stdout).not.toContain('elsewhere')
  })

  it('that do not answer say so in one line, with 1', async () => {
    await say('connections', 'add', 'gone', '--preset', 'ollama', '--url', 'http://127.0.0.1:9/v1')
    const { code, stdout, stderr } = await say('connections', 'test', 'gone')
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr.trim().split('\n')).toHaveLength(1)
  })

  it.each([
    ['a name that is taken', ['mine', '--preset', 'server'], 1, 'already'],
    ['a name that is none', ['My-Server', '--preset', 'server'], 1, 'small letter'],
    ['nothing said of it', ['other'], 2, '--preset'],
    ['an address that is none', ['other', '--preset', 'server', '--url', 'here'], 2, 'not a URL'],
    ['a kind that is none', ['other', '--kind', 'telepathy'], 2, 'telepathy'],
  ])('are refused with %s', async (_, args, code, says) => {
    const ended = await say('connections', 'add', ...args)
    expect(ended.code).toBe(code)
    expect(ended.stderr).toContain(says)
  })
})

describe('prices', () => {
  const list = join(folder, 'prices.json')
  const entry = { litellm_provider: 'openai', mode: 'chat', input_cost_per_token: 2e-6, output_cost_per_token: 8e-6 }

  it('of a list are read, and its bad entries reported', async () => {
    writeFileSync(list, JSON.stringify({ good: entry, bad: { ...entry, output_cost_per_token: 'much' } }))
    const { code, stdout } = await say('prices', 'import', list)
    expect(code).toBe(0)
    expect(stdout).toContain('1 model of the list litellm')
    expect(stdout).toContain('bad: output_cost_per_token')
    expect((await say('prices')).stdout).toMatch(/^litellm .*1 models?\ngenai-prices /)
  })

  it('of one’s own win from their day on', async () => {
    await say('prices', 'set', 'mine', 'fake-small', '--price', '1,2,0.1')
    await say('prices', 'set', 'mine', 'fake-small', '--price', '9,9', '--from', '2999-01-01')
    const { stdout } = await say('connections', 'models', 'mine', '--json')
    const { models } = JSON.parse(stdout) as { models: { model: string; quote: unknown }[] }
    expect(models.find(({ model }) => model === 'fake-small')?.quote).toMatchObject({
      source: 'own',
      price: { inputPerMillion: 1, outputPerMillion: 2, cacheReadPerMillion: 0.1 },
    })
  })

  it.each([
    ['a price that is none', ['mine', 'm', '--price', 'cheap'], 2],
    ['a day that is none', ['mine', 'm', '--price', '1,2', '--from', 'tomorrow'], 2],
    ['a connection that is not there', ['nobody', 'm', '--price', '1,2'], 1],
  ])('are refused with %s', async (_, args, code) => {
    expect((await say('prices', 'set', ...args)).code).toBe(code)
  })
})
