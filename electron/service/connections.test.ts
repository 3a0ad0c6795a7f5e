import { describe, expect, it } from 'vitest'
import type { LiveCall, LiveReply } from '../../shared/connection'
import { type ConnectionSettings, noLimits } from '../../shared/connection-settings'
import type { Price } from '../../shared/ledger/price'
import type { LiveDeps, ProviderConnection } from '../connections/live-connection'
import { temporaryStore } from '../store/store.fixture'
import { connectionsService } from './connections'
import { keyRing } from './keys/key-ring'
import { liveConnections } from './live-connections'
import { modelsService } from './models'
import { dayOf, pricesService } from './prices'

const canary = 'sk-canary-0123456789wxyz'
const anthropic: ConnectionSettings = {
  name: 'claude',
  kind: 'anthropic',
  server: null,
  baseUrl: 'https://api.anthropic.com',
  notes: '',
  limits: noLimits,
}
const local: ConnectionSettings = {
  ...anthropic,
  name: 'local',
  kind: 'compatible',
  server: 'ollama',
  baseUrl: 'http://127.0.0.1:11434/v1/',
}

/** A provider of our own for the tests: it says its key in whatever it says. */
function echoing(deps: LiveDeps, models: string[], stated: Price | null = null): ProviderConnection {
  const say = async () => `the key is ${await deps.key()}`
  return {
    name: 'claude',
    kind: 'anthropic',
    origin: 'https://api.anthropic.com',
    quoteOf: (model) => deps.quoteOf(model),
    capabilitiesOf: (model) => ({
      temperature: true,
      efforts: [],
      logprobs: false,
      maxOutputTokens: null,
      contextTokens: null,
      ...deps.knownOf?.(model),
    }),
    listModels: async () => ({
      ok: true,
      models: models.map((id) => ({ id, label: `Model ${id}`, capabilities: { contextTokens: 1000 }, price: stated })),
    }),
    probe: async () => ({ ok: false, message: await say(), hint: 'give another' }),
    async send({ onPiece }: LiveCall): Promise<LiveReply> {
      const text = await say()
      onPiece?.({ kind: 'answer', text: text.slice(0, 20) })
      onPiece?.({ kind: 'answer', text: text.slice(20) })
      return { fate: 'refused', why: 'rate', message: text, retryAfterMs: null }
    },
  }
}

function services(models: string[] = ['claude-sonnet-4-6', 'text-embedding'], stated: Price | null = null) {
  const store = temporaryStore()
  const ring = keyRing({ keeping: 'session' })
  const prices = pricesService(store)
  const live = liveConnections(store, ring, prices, (_, deps) => echoing(deps, models, stated))
  const connections = connectionsService({ store, ring, live, host: 'terminal', changed: () => undefined })
  return { store, ring, prices, live, connections, models: modelsService(store, live, prices) }
}

describe('a connection', () => {
  it('is kept without a key, and its address without a slash at the end', () => {
    const { connections } = services()
    connections.add(local)
    const [info] = connections.list().connections
    expect(info).toMatchObject({ name: 'local', server: 'ollama', baseUrl: 'http://127.0.0.1:11434/v1' })
    expect(info).toMatchObject({ origin: 'http://127.0.0.1:11434', key: { state: 'none' }, warning: null })
  })

  it.each([
    ['a name that is taken', { ...anthropic }],
    ['the name of a built-in one', { ...anthropic, name: 'simulated' }],
    ['a name that is none', { ...anthropic, name: 'My Server' }],
    ['an address that is none', { ...anthropic, name: 'b', baseUrl: 'api.anthropic.com' }],
    ['an address with a password', { ...anthropic, name: 'b', baseUrl: 'https://me:pw@x.example' }],
    ['an address of another kind', { ...anthropic, name: 'b', baseUrl: 'file:///etc/passwd' }],
  ])('is refused with %s', (_, settings) => {
    const { connections } = services()
    connections.add(anthropic)
    expect(() => connections.add(settings)).toThrow()
    expect(connections.list().connections).toHaveLength(1)
  })

  it('warns where what is sent would travel unencrypted to another machine', () => {
    const { connections } = services()
    expect(connections.add({ ...local, baseUrl: 'http://gpu.example:8000/v1' }).warning).toContain('unencrypted')
  })
})

describe('the key of a connection', () => {
  it('shows as set, with its last four characters', async () => {
    const { connections } = services()
    connections.add(anthropic)
    const info = await connections.setKey('claude', canary)
    expect(info.key).toEqual({ state: 'set', lastFour: 'wxyz', from: 'this session' })
    expect(JSON.stringify(connections.list())).not.toContain('canary')
  })

  it('is dropped when the address moves to another origin, and stays where only the path changes', async () => {
    const { connections, ring } = services()
    connections.add(anthropic)
    await connections.setKey('claude', canary)
    expect((await connections.edit({ ...anthropic, baseUrl: 'https://api.anthropic.com/v2' })).key.state).toBe('set')
    const moved = await connections.edit({ ...anthropic, baseUrl: 'https://api.anthropic.com.evil.example' })
    expect(moved.key).toEqual({ state: 'none', note: expect.stringContaining('give it anew') })
    const back = await connections.edit(anthropic)
    expect(back.key.state).toBe('none')
    expect(ring.find({ name: 'claude', origin: 'https://api.anthropic.com', keyOrigin: null })).toBeUndefined()
  })

  it('goes with the connection', async () => {
    const { connections } = services()
    connections.add(anthropic)
    await connections.setKey('claude', canary)
    await connections.remove('claude')
    expect(connections.add(anthropic).key.state).toBe('none')
  })

  it('is in nothing that a server sends back: no line, no piece, no list', async () => {
    const { connections, live } = services([`model-${canary}`])
    connections.add(anthropic)
    await connections.setKey('claude', canary)
    const told: string[] = []
    const connection = await live.open('claude')
    const reply = await connection.send({ onPiece: ({ text }) => told.push(text) } as Partial<LiveCall> as LiveCall)
    await connections.listModels('claude')
    const test = await connections.test('claude', null)
    expect(test.line).toContain('the key is •••')
    expect(told.join('')).toBe('the key is •••')
    expect(JSON.stringify([reply, test, connections.knownModels('claude')])).not.toContain('canary')
  })
})

describe('the price of a model', () => {
  const day = dayOf(new Date())
  const quoteOf = async ({ live }: ReturnType<typeof services>, model = 'claude-sonnet-4-6') =>
    (await live.open('claude')).quoteOf(model)
  const own: Price = { inputPerMillion: 1, outputPerMillion: 2, cacheReadPerMillion: 0.1 }

  it('is the bundled one until another is known', async () => {
    const all = services()
    all.connections.add(anthropic)
    expect(await quoteOf(all)).toMatchObject({ source: 'genai-prices', price: { inputPerMillion: 3 } })
    expect(await quoteOf(all, 'nobody-knows-it')).toBeNull()
  })

  it('is that of an imported list before the bundled one, and says which', async () => {
    const all = services()
    all.connections.add(anthropic)
    const entry = { litellm_provider: 'anthropic', input_cost_per_token: 5e-6, output_cost_per_token: 5e-6 }
    const bytes = Buffer.from(JSON.stringify({ 'claude-sonnet-4-6': entry, bad: 1 }))
    const file = { name: 'l.json', open: async function* () { yield bytes } } // biome-ignore format: short
    const report = await all.prices.importList(file)
    expect(report).toMatchObject({ list: 'litellm', models: 1, priced: 1, badEntries: 1 })
    expect(await quoteOf(all)).toMatchObject({
      source: 'litellm',
      version: report.version,
      price: { inputPerMillion: 5 },
    })
  })

  it("is the provider's own before any list", async () => {
    const all = services(['claude-sonnet-4-6'], { inputPerMillion: 7, outputPerMillion: 7 })
    all.connections.add(anthropic)
    await all.connections.listModels('claude')
    expect(await quoteOf(all)).toMatchObject({ source: 'the provider', price: { inputPerMillion: 7 } })
  })

  it("is one's own before all others, from its day on", async () => {
    const all = services(['claude-sonnet-4-6'], { inputPerMillion: 7, outputPerMillion: 7 })
    all.connections.add(anthropic)
    all.prices.setOwn('claude', 'claude-sonnet-4-6', '2999-01-01', { inputPerMillion: 9, outputPerMillion: 9 })
    expect((await quoteOf(all))?.source).toBe('genai-prices')
    all.prices.setOwn('claude', 'claude-sonnet-4-6', '2020-01-01', own)
    expect(await quoteOf(all)).toEqual({ price: own, source: 'own', version: '2020-01-01' })
    all.prices.setOwn('claude', 'claude-sonnet-4-6', day, { ...own, inputPerMillion: 4 })
    expect(await quoteOf(all)).toMatchObject({ version: day, price: { inputPerMillion: 4 } })
  })

  it('is unknown of a server of one’s own, whatever its models are called', async () => {
    const all = services()
    all.connections.add({ ...local, name: 'claude', server: 'vllm' })
    expect(await quoteOf(all, 'gpt-4o')).toBeNull()
  })
})

it('the models page lists each model with its price, what it can do and what was recorded', async () => {
  const all = services()
  all.connections.add(anthropic)
  await all.connections.listModels('claude')
  const list = await all.models.list()
  expect(list.find(({ model }) => model === 'claude-sonnet-4-6')).toMatchObject({
    connection: 'claude',
    label: 'Model claude-sonnet-4-6',
    quote: { source: 'genai-prices' },
    capabilities: { contextTokens: 1000 },
  })
  expect(list.filter(({ connection }) => connection === 'simulated')).toHaveLength(2)
})
