import { LLMock } from '@copilotkit/aimock'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { makeLiveConnection, type ProviderConnection } from '../../electron/connections/live-connection'
import type { AnswerPiece } from '../../shared/connection'
import { liveCall, quoted } from '../setup/live-call'

/** A server of all these formats that was made by others. */
const stranger = new LLMock({ port: 0, chunkSize: 5 })

beforeAll(() => stranger.start())
afterEach(() => {
  stranger.clearChaos()
  stranger.clearFixtures()
  stranger.clearRequests()
})
afterAll(() => stranger.stop())

const kinds = {
  'Anthropic’s Messages': { kind: 'anthropic', path: '' },
  'OpenAI’s Responses': { kind: 'openai', api: 'responses', path: '/v1' },
  'OpenAI’s Chat Completions': { kind: 'openai', api: 'chat', path: '/v1' },
  'a compatible server’s Chat Completions': { kind: 'compatible', path: '/v1' },
} as const

function connect({ path, ...config }: (typeof kinds)[keyof typeof kinds]): ProviderConnection {
  return makeLiveConnection(
    { name: 'stranger', baseUrl: `${stranger.url}${path}`, ...config },
    { key: () => 'test-key', quoteOf: quoted, limits: { idleMs: 20_000 } },
  )
}

describe.each(Object.entries(kinds))('%s of a server made by others', (name, config) => {
  it('answers and thinks, piece by piece', async () => {
    stranger.onMessage(/6 × 7/, { content: 'The answer is 42.', reasoning: 'Six sevens make forty-two.' })
    const pieces: AnswerPiece[] = []
    const reply = await connect(config).send(liveCall({ onPiece: (piece) => pieces.push(piece) }))
    expect(reply).toMatchObject({ fate: 'done', answer: { answer: 'The answer is 42.', failure: null } })
    expect(pieces.filter(({ kind }) => kind === 'answer').length).toBeGreaterThan(1)
    expect(stranger.getRequests()).toHaveLength(1)
  })

  it('states its usage, or leaves it unknown', async () => {
    stranger.onMessage(/6 × 7/, { content: 'The answer is 42.' })
    const reply = await connect(config).send(liveCall())
    const usage = reply.fate === 'done' ? reply.answer.usage : null
    // It counts in Chat Completions; elsewhere it states 0 of everything, which cannot be.
    if (name.includes('Chat')) expect(usage?.inputTokens).toBeGreaterThan(0)
    else expect(usage).toEqual({ inputTokens: null, outputTokens: null })
  })

  it.each([
    [400, 'failed'],
    [401, 'halted'],
    [402, 'halted'],
    [429, 'refused'],
    [500, 'unknown'],
    [529, 'refused'],
  ])(`answers %i, and the call is %s`, async (status, fate) => {
    stranger.nextRequestError(status, { message: 'as asked', type: 'some_error' })
    const reply = await connect(config).send(liveCall())
    expect(reply).toMatchObject({ fate })
    expect(JSON.stringify(reply)).toContain(`“stranger” answered ${status}: as asked`)
    expect(stranger.getRequests()).toHaveLength(1)
  })

  it.each([
    ['answers nonsense', { malformedRate: 1 }, 'unknown'],
    ['hangs up', { disconnectRate: 1 }, 'unknown'],
    ['drops the call', { dropRate: 1 }, 'unknown'],
    ['limits the rate', { rateLimitRate: 1 }, 'refused'],
  ])('%s', async (_, chaos, fate) => {
    stranger.onMessage(/6 × 7/, { content: 'The answer is 42.' })
    stranger.setChaos(chaos)
    expect(await connect(config).send(liveCall())).toMatchObject({ fate })
  })

  it('can be tried', async () => {
    stranger.onMessage(/ready/, { content: 'ready when you are' })
    expect(await connect(config).probe('gpt-4o')).toMatchObject({ ok: true, detected: { streaming: true } })
  })
})
