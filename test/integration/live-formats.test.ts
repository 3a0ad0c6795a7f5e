import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import {
  type LiveConfig,
  type LiveDeps,
  makeLiveConnection,
  type ProviderConnection,
} from '../../electron/connections/live-connection'
import type { AnswerPiece, LiveReply } from '../../shared/connection'
import { type FakeProvider, startFakeProvider } from '../setup/fake-provider'
import type { SeenRequest } from '../setup/fake-provider-books'
import type { Answer } from '../setup/fake-provider-wires'
import { liveCall, quoted } from '../setup/live-call'

const KEY = 'sk-canary-0123456789abcdef'
let answer: Answer | string = 'It is 42.'
let fake: FakeProvider

beforeAll(async () => {
  fake = await startFakeProvider({ key: KEY, answer: () => answer })
})
afterEach(() => {
  fake.reset()
  answer = 'It is 42.'
})
afterAll(() => fake.close())

const configs = {
  anthropic: { kind: 'anthropic', path: '' },
  responses: { kind: 'openai', path: '/v1', api: 'responses' },
  chat: { kind: 'openai', path: '/v1', api: 'chat' },
  compatible: { kind: 'compatible', path: '/v1' },
} as const
type Format = keyof typeof configs
const formats = Object.keys(configs) as Format[]

function connect(format: Format, more: Partial<LiveConfig> = {}, deps: Partial<LiveDeps> = {}): ProviderConnection {
  const { path, ...config } = configs[format]
  return makeLiveConnection(
    { name: 'lab', baseUrl: `${fake.origin}${path}`, ...config, ...more },
    { key: () => KEY, quoteOf: quoted, ...deps },
  )
}

function asked(server: FakeProvider): readonly SeenRequest[] {
  return server.requests.filter(({ method }) => method === 'POST')
}

function sent(place = 0): Record<string, unknown> {
  return JSON.parse(asked(fake)[place]?.body ?? '{}')
}

function doneOf(reply: LiveReply): LiveReply & { fate: 'done' } {
  if (reply.fate !== 'done') throw new Error(`the fate is ${JSON.stringify(reply)}`)
  return reply
}

describe.each(formats)('a call by %s', (format) => {
  it('is sent once, streamed, and its answer comes with usage, model and request id', async () => {
    answer = { text: 'It is 42.', inputTokens: 100, outputTokens: 7, cacheReadTokens: 40 }
    const reply = doneOf(await connect(format).send(liveCall()))
    expect(reply.answer).toMatchObject({
      answer: 'It is 42.',
      failure: null,
      usage: { inputTokens: 100, outputTokens: 7, cacheReadTokens: 40 },
      usd: null,
      score: null,
    })
    expect(reply).toMatchObject({ servedModel: 'fake-small', requestId: 'req_fake_1', billedShare: 1 })
    expect(fake.ledger).toHaveLength(1)
    expect(sent().stream).toBe(true)
  })

  it('hands on each piece as it comes', async () => {
    const pieces: AnswerPiece[] = []
    answer = { text: 'A somewhat longer answer.', thinking: 'First I think of six, then of seven.' }
    await connect(format).send(liveCall({ onPiece: (piece) => pieces.push(piece) }))
    const joined = (kind: string) => pieces.flatMap((piece) => (piece.kind === kind ? piece.text : [])).join('')
    expect(joined('answer')).toBe('A somewhat longer answer.')
    expect(joined('thinking')).toBe('First I think of six, then of seven.')
    expect(pieces.length).toBeGreaterThan(4)
  })

  it('that was cut by its limit is done, billed and without an answer', async () => {
    const reasons = { anthropic: 'max_tokens', responses: 'max_output_tokens', chat: 'length', compatible: 'length' }
    answer = { text: 'It is', stopReason: reasons[format], outputTokens: 1000 }
    const { answer: got } = doneOf(await connect(format).send(liveCall()))
    expect(got).toMatchObject({ answer: null, failure: { reason: 'length' }, usage: { outputTokens: 1000 } })
    expect(got.failure?.message).toContain('1000 tokens')
  })

  it('that the model refuses is done, with the refusal as its failure', async () => {
    answer = {
      text: '',
      refusal: 'I cannot help with that.',
      ...(format === 'anthropic' ? { stopReason: 'refusal' } : {}),
    }
    const { answer: got } = doneOf(await connect(format).send(liveCall()))
    expect(got).toMatchObject({ answer: null, failure: { reason: 'refusal' } })
    expect(got.failure?.message).toContain('I cannot help with that.')
  })

  it('that ends without a word has failed with a reason', async () => {
    answer = { text: '', thinking: 'Hm.' }
    const { answer: got } = doneOf(await connect(format).send(liveCall()))
    expect(got).toMatchObject({
      answer: null,
      failure: { reason: 'provider', message: 'the model thought but gave no answer' },
    })
  })

  it('whose provider counts nothing has an unknown usage, not 0', async () => {
    answer = { text: 'It is 42.', inputTokens: format === 'anthropic' ? 0 : null, outputTokens: 0 }
    const { answer: got } = doneOf(await connect(format).send(liveCall()))
    expect(got.usage).toEqual({ inputTokens: null, outputTokens: null })
  })

  it('sends no header that tells of this machine, and the key only as the provider wants it', async () => {
    await connect(format).send(liveCall())
    const headers = asked(fake)[0]?.headers ?? {}
    expect(Object.keys(headers).filter((name) => name.startsWith('x-stainless'))).toEqual([])
    expect(headers[format === 'anthropic' ? 'x-api-key' : 'authorization']).toContain(KEY)
    expect(headers[format === 'anthropic' ? 'authorization' : 'x-api-key']).toBeUndefined()
  })

  it('reads what is left of the provider’s limits', async () => {
    const names = format === 'anthropic' ? 'anthropic-ratelimit-requests-' : 'x-ratelimit-'
    const anthropic = { [`${names}remaining`]: '9', [`${names}limit`]: '10', [`${names}reset`]: '2026-01-01T00:01:00Z' }
    const openai = {
      [`${names}remaining-requests`]: '9',
      [`${names}limit-requests`]: '10',
      [`${names}reset-requests`]: '1m0s',
    }
    const limited = await startFakeProvider({ headers: format === 'anthropic' ? anthropic : openai })
    const { path } = configs[format]
    const connection = connect(
      format,
      { baseUrl: `${limited.origin}${path}` },
      { now: () => Date.parse('2026-01-01T00:00:00Z') },
    )
    const reply = doneOf(await connection.send(liveCall()))
    await limited.close()
    expect(reply.headroom).toEqual({ requestsLeft: 9, tokensLeft: null, resetMs: 60_000 })
  })

  it('can be tried: latency, cost and what the call showed', async () => {
    answer = { text: 'ready, set and go', inputTokens: 10, outputTokens: 3, logprobs: [-0.5] }
    const report = await connect(format, { server: 'vllm' }).probe('gpt-4o')
    const logprobs = format !== 'anthropic'
    expect(report).toMatchObject({
      ok: true,
      usd: 50e-6,
      detected: { usage: true, streaming: true, logprobs, thinking: false },
    })
  })

  it('has the provider’s list of models', async () => {
    const lists = await startFakeProvider({ models: [{ id: 'gpt-4o' }, { id: 'gpt-5.2' }] })
    const listing = await connect(format, { baseUrl: `${lists.origin}${configs[format].path}` }).listModels()
    await lists.close()
    expect(listing).toMatchObject({ ok: true, models: [{ id: 'gpt-4o' }, { id: 'gpt-5.2' }] })
  })
})

describe('what is sent', () => {
  it('to Anthropic: no temperature to a newer model, the effort with adaptive thinking, the standard tier', async () => {
    await connect('anthropic').send(
      liveCall({ model: 'claude-opus-4-7', temperature: 0.5, effort: 'high', maxTokens: 900 }),
    )
    expect(sent()).toEqual({
      model: 'claude-opus-4-7',
      max_tokens: 900,
      stream: true,
      service_tier: 'standard_only',
      messages: [{ role: 'user', content: 'What is 6 × 7?' }],
      thinking: { type: 'adaptive', display: 'summarized' },
      output_config: { effort: 'high' },
    })
  })

  it('to Anthropic: a temperature to an older model, and a budget of thinking below its limit', async () => {
    const older = connect('anthropic')
    await older.send(liveCall({ model: 'claude-haiku-4-5', temperature: 1.5 }))
    await older.send(liveCall({ model: 'claude-haiku-4-5', effort: 'max', maxTokens: 6000, temperature: 0.5 }))
    await older.send(liveCall({ model: 'claude-haiku-4-5', effort: 'none' }))
    expect(sent(0).temperature).toBe(1)
    expect(sent(1)).toMatchObject({ thinking: { type: 'enabled', budget_tokens: 3000 } })
    expect(sent(1).temperature).toBeUndefined()
    expect(sent(2).thinking).toEqual({ type: 'disabled' })
  })

  it('to Anthropic: a long system prompt is marked for the provider’s cache, a short one is not', async () => {
    const connection = connect('anthropic')
    await connection.send(liveCall({ system: 'Be brief.' }))
    await connection.send(liveCall({ system: 'Rules. '.repeat(1000) }))
    expect(sent(0).system).toBe('Be brief.')
    expect(sent(1).system).toMatchObject([{ cache_control: { type: 'ephemeral' } }])
  })

  it('to Anthropic: what the provider itself says of a model wins over its name', async () => {
    const no = { supported: false }
    const yes = { supported: true }
    const capabilities = {
      effort: { supported: true, low: yes, medium: yes, high: no, max: no, xhigh: null },
      thinking: { supported: true, types: { adaptive: yes, between_tools: no, disabled: no, enabled: no } },
    }
    const described = await startFakeProvider({
      models: [{ id: 'claude-new-9', display_name: 'New 9', max_tokens: 500, max_input_tokens: 7000, capabilities }],
    })
    const connection = connect('anthropic', { baseUrl: described.origin })
    expect(connection.capabilitiesOf('claude-new-9').efforts).toEqual([])
    await connection.listModels()
    expect(connection.capabilitiesOf('claude-new-9')).toEqual({
      temperature: false,
      efforts: ['low', 'medium'],
      logprobs: false,
      maxOutputTokens: 500,
      contextTokens: 7000,
    })
    await connection.send(liveCall({ model: 'claude-new-9', effort: 'medium', maxTokens: 9000 }))
    const request = JSON.parse(described.requests.at(-1)?.body ?? '{}')
    await described.close()
    expect(request).toMatchObject({
      max_tokens: 500,
      output_config: { effort: 'medium' },
      thinking: { type: 'adaptive' },
    })
  })

  it('to OpenAI’s Responses: nothing is stored, a reasoning model gets its effort and no temperature', async () => {
    await connect('responses').send(
      liveCall({
        model: 'gpt-5.2',
        system: 'Be brief.',
        effort: 'max',
        temperature: 0.5,
        logprobs: true,
        maxTokens: 5,
      }),
    )
    expect(sent()).toEqual({
      model: 'gpt-5.2',
      input: 'What is 6 × 7?',
      instructions: 'Be brief.',
      stream: true,
      store: false,
      service_tier: 'default',
      stream_options: { include_obfuscation: false },
      max_output_tokens: 16,
      reasoning: { effort: 'xhigh' },
    })
  })

  it('to OpenAI’s Chat Completions: usage is asked for, log-probabilities and temperature go to models that take them', async () => {
    answer = { text: 'It is 42.', logprobs: [-0.25, -0.75], outputTokens: 2 }
    const reply = doneOf(await connect('chat').send(liveCall({ model: 'gpt-4o', temperature: 0, logprobs: true })))
    expect(reply.answer.meanLogprob).toBe(-0.5)
    expect(sent()).toEqual({
      model: 'gpt-4o',
      messages: [{ role: 'user', content: 'What is 6 × 7?' }],
      stream: true,
      stream_options: { include_usage: true },
      store: false,
      service_tier: 'default',
      max_completion_tokens: 1000,
      temperature: 0,
      logprobs: true,
    })
  })

  it('by OpenAI’s Responses, log-probabilities are read as well', async () => {
    answer = { text: 'It is 42.', logprobs: [-0.25, -0.75], outputTokens: 2 }
    const reply = doneOf(await connect('responses').send(liveCall({ model: 'gpt-4.1', logprobs: true })))
    expect(reply.answer.meanLogprob).toBe(-0.5)
    expect(sent().include).toEqual(['message.output_text.logprobs'])
  })

  it('is billed by the tier that was served', async () => {
    for (const [tier, share] of [
      ['default', 1],
      ['flex', 0.5],
      ['priority', 2.5],
    ] as const) {
      answer = { text: 'It is 42.', serviceTier: tier }
      expect(doneOf(await connect('responses').send(liveCall())).billedShare).toBe(share)
      expect(doneOf(await connect('chat').send(liveCall())).billedShare).toBe(share)
    }
  })
})
