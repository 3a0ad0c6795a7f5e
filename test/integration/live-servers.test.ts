import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type LiveConfig, type LiveDeps, makeLiveConnection } from '../../electron/connections/live-connection'
import type { AnswerPiece, LiveReply } from '../../shared/connection'
import { type FakeProvider, startFakeProvider } from '../setup/fake-provider'
import type { SeenRequest } from '../setup/fake-provider-books'
import type { Answer } from '../setup/fake-provider-wires'
import { liveCall, quoted } from '../setup/live-call'

const KEY = 'sk-canary-0123456789abcdef'
let answer: Answer | string = 'It is 42.'
let fake: FakeProvider

beforeAll(async () => {
  fake = await startFakeProvider({ answer: () => answer })
})
afterEach(() => {
  fake.reset()
  answer = 'It is 42.'
})
afterAll(() => fake.close())

function connect(more: Partial<LiveConfig> = {}, deps: Partial<LiveDeps> = {}) {
  return makeLiveConnection(
    { name: 'lab', kind: 'compatible', baseUrl: `${fake.origin}/v1`, ...more },
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

describe('a server that is compatible in its own way', () => {
  it('may go without a key, and then no header for one is sent', async () => {
    const open = await startFakeProvider()
    const connection = connect({ baseUrl: open.origin, server: 'ollama' }, { key: () => null })
    expect((await connection.send(liveCall())).fate).toBe('done')
    const seen = asked(open)
    await open.close()
    expect(seen.map(({ path }) => path)).toEqual(['/api/show', '/v1/chat/completions'])
    expect(seen.flatMap(({ headers }) => headers.authorization ?? [])).toEqual([])
  })

  it.each(['reasoning', 'reasoning_content'] as const)('thinks in the field “%s”', async (thinkingField) => {
    const pieces: AnswerPiece[] = []
    answer = { text: '42', thinking: 'six sevens', thinkingField }
    await connect().send(liveCall({ onPiece: (piece) => pieces.push(piece) }))
    expect(
      pieces
        .filter(({ kind }) => kind === 'thinking')
        .map(({ text }) => text)
        .join(''),
    ).toBe('six sevens')
  })

  it('leaves its thinking in the answer, between tags', async () => {
    answer = '<think>six sevens, is that < 50?</think>\n\n42'
    const pieces: AnswerPiece[] = []
    const reply = doneOf(await connect().send(liveCall({ onPiece: (piece) => pieces.push(piece) })))
    expect(reply.answer.answer).toBe('42')
    expect(
      pieces
        .filter(({ kind }) => kind === 'thinking')
        .map(({ text }) => text)
        .join(''),
    ).toBe('six sevens, is that < 50?')
  })

  it('answers in one piece though a stream was asked for', async () => {
    fake.script({
      json: {
        model: 'tiny',
        choices: [{ index: 0, message: { role: 'assistant', content: 'It is 42.' }, finish_reason: 'stop' }],
        usage: { prompt_tokens: 12, completion_tokens: 4, total_tokens: 16 },
      },
    })
    const reply = doneOf(await connect().send(liveCall()))
    expect(reply.answer).toMatchObject({ answer: 'It is 42.', usage: { inputTokens: 12, outputTokens: 4 } })
  })

  it('OpenRouter: the stated cost is taken, the input that moderation stops is a refusal', async () => {
    fake.script(
      { event: { id: 'gen-1', choices: [], usage: { prompt_tokens: 9, completion_tokens: 2, cost: 0.00031 } } },
      { status: 403, body: { error: { code: 403, message: 'flagged', metadata: { reasons: ['violence'] } } } },
    )
    const router = connect({ server: 'openrouter' })
    expect(doneOf(await router.send(liveCall({ effort: 'low' }))).answer.usd).toBe(0.00031)
    expect(sent()).toMatchObject({ usage: { include: true }, provider: { require_parameters: true } })
    expect(await router.send(liveCall())).toMatchObject({ fate: 'failed', failure: { reason: 'refusal' } })
  })

  it('OpenRouter: prices, sizes and settings are read from its list', async () => {
    const row = {
      id: 'lab/some-model',
      name: 'Some Model',
      context_length: 32_000,
      top_provider: { max_completion_tokens: 4000 },
      supported_parameters: ['temperature', 'reasoning', 'logprobs'],
      pricing: { prompt: '0.0000003', completion: '0.0000012', input_cache_read: '0.00000003' },
    }
    const lists = await startFakeProvider({
      models: [row, { id: 'auto', pricing: { prompt: '-1', completion: '-1' } }],
    })
    const router = connect({ server: 'openrouter', baseUrl: `${lists.origin}/v1` })
    const listing = await router.listModels()
    await lists.close()
    const capabilities = {
      temperature: true,
      logprobs: true,
      efforts: ['none', 'low', 'medium', 'high'],
      contextTokens: 32_000,
      maxOutputTokens: 4000,
    }
    expect(listing).toEqual({
      ok: true,
      models: [
        {
          id: 'lab/some-model',
          label: 'Some Model',
          capabilities,
          price: { inputPerMillion: 0.3, outputPerMillion: 1.2, cacheReadPerMillion: 0.03 },
        },
        { id: 'auto', label: null, capabilities: {}, price: null },
      ],
    })
    expect(router.capabilitiesOf('lab/some-model')).toEqual(capabilities)
  })

  it('llama.cpp answers 503 while its model loads, which is not an unknown call', async () => {
    fake.script({ status: 503, body: { error: { code: 503, message: 'Loading model', type: 'unavailable_error' } } })
    const reply = await connect({ server: 'llama.cpp' }).send(liveCall())
    expect(reply).toMatchObject({ fate: 'refused', why: 'overloaded' })
  })

  it('is asked nothing of a model of which an earlier list is kept', async () => {
    const knownOf = () => ({ contextTokens: 8192, efforts: [] })
    await connect({ server: 'vllm' }, { knownOf }).send(liveCall())
    expect(fake.requests.map(({ path }) => path)).toEqual(['/v1/chat/completions'])
  })

  it('vLLM is asked once how long its context is, and no answer is asked for that goes beyond it', async () => {
    const lists = await startFakeProvider({ models: [{ id: 'qwen', max_model_len: 8192 }] })
    const vllm = connect({ server: 'vllm', baseUrl: lists.origin })
    await vllm.send(liveCall({ model: 'qwen', maxTokens: 32_000, prompt: 'x'.repeat(200) }))
    await vllm.send(liveCall({ model: 'qwen' }))
    const [list, first, second] = lists.requests
    await lists.close()
    expect(vllm.capabilitiesOf('qwen')).toMatchObject({ contextTokens: 8192, logprobs: true })
    expect([list?.path, first?.path, second?.path]).toEqual([
      '/v1/models',
      '/v1/chat/completions',
      '/v1/chat/completions',
    ])
    expect(JSON.parse(first?.body ?? '{}').max_tokens).toBe(8192 - 164)
  })

  it('LM Studio tells more at an address of its own, and what only embeds is left out', async () => {
    const rows = [
      { id: 'qwen', type: 'llm', max_context_length: 32_768, loaded_context_length: 4096 },
      { id: 'nomic', type: 'embeddings', max_context_length: 2048 },
    ]
    const studio = await startFakeProvider({ pages: { '/api/v0/models': { data: rows } } })
    const connection = connect({ server: 'lm-studio', baseUrl: studio.origin })
    const listing = await connection.listModels()
    await studio.close()
    expect(listing).toEqual({
      ok: true,
      models: [{ id: 'qwen', label: null, capabilities: { contextTokens: 4096, efforts: [] }, price: null }],
    })
  })

  it('LiteLLM states prices and settings, and leaves out by itself what a provider behind it refuses', async () => {
    const info = {
      mode: 'chat',
      max_input_tokens: 200_000,
      max_output_tokens: 8192,
      input_cost_per_token: 3e-6,
      output_cost_per_token: 1.5e-5,
      cache_read_input_token_cost: 3e-7,
      supported_openai_params: ['temperature', 'reasoning_effort'],
    }
    const rows = [
      { model_name: 'sonnet', model_info: info },
      { model_name: 'embed', model_info: { mode: 'embedding' } },
    ]
    const gateway = await startFakeProvider({ pages: { '/model/info': { data: rows } } })
    const connection = connect({ server: 'litellm', baseUrl: gateway.origin })
    await connection.send(liveCall({ model: 'sonnet', effort: 'high', logprobs: true }))
    const listing = await connection.listModels()
    const request = JSON.parse(asked(gateway)[0]?.body ?? '{}')
    await gateway.close()
    const price = { inputPerMillion: 3, outputPerMillion: 15, cacheReadPerMillion: 0.3 }
    expect(listing).toMatchObject({
      ok: true,
      models: [{ id: 'sonnet', price, capabilities: { contextTokens: 200_000 } }],
    })
    expect(request).toMatchObject({ reasoning_effort: 'high', drop_params: true })
    expect(request.logprobs).toBeUndefined()
  })

  it('Ollama describes each model for itself: whether it thinks, and how much it can hold', async () => {
    const shown = { capabilities: ['completion', 'thinking'], model_info: { 'qwen3.context_length': 40_960 } }
    const ollama = await startFakeProvider({ models: [{ id: 'qwen3' }], pages: { '/api/show': shown } })
    const connection = connect({ server: 'ollama', baseUrl: ollama.origin }, { key: () => null })
    await connection.send(liveCall({ model: 'qwen3', effort: 'max' }))
    await connection.send(liveCall({ model: 'qwen3', effort: 'none' }))
    const [shows, first, second] = asked(ollama).map(({ body }) => JSON.parse(body))
    await ollama.close()
    expect(shows).toEqual({ model: 'qwen3' })
    expect(connection.capabilitiesOf('qwen3')).toMatchObject({
      contextTokens: 40_960,
      efforts: ['none', 'low', 'medium', 'high'],
    })
    // It knows no such effort, so none is sent.
    expect(first.reasoning_effort).toBeUndefined()
    expect(second.reasoning_effort).toBe('none')
  })

  it('Ollama says in a text of its own that a model is not there', async () => {
    fake.script({ status: 404, body: { error: 'model "nothing" not found, try pulling it first' } })
    const reply = await connect({ server: 'ollama' }).send(liveCall())
    expect(reply).toMatchObject({
      fate: 'failed',
      failure: { message: '“lab” answered 404: model "nothing" not found, try pulling it first' },
    })
  })

  it('a list that a server does not have is said in a line', async () => {
    const bare = await startFakeProvider({ pages: { '/v1/models': null } })
    const listing = await connect({ baseUrl: bare.origin }).listModels()
    await bare.close()
    expect(listing).toMatchObject({ ok: false, message: '“lab” answered 404: there is no /v1/models' })
  })
})
