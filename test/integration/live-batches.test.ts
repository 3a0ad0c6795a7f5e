import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { LLMock } from '@copilotkit/aimock'
import { afterEach, describe, expect, it } from 'vitest'
import { type LiveConfig, makeLiveConnection } from '../../electron/connections/live-connection'
import type { BatchDesk, BatchResult } from '../../shared/batch'
import { type FakeProvider, startFakeProvider } from '../setup/fake-provider'
import { liveCall, quoted } from '../setup/live-call'

const open: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

function desk(config: Partial<LiveConfig> & { baseUrl: string }): BatchDesk {
  const { batches } = makeLiveConnection(
    { name: 'lab', kind: 'anthropic', ...config },
    { key: () => 'k', quoteOf: quoted },
  )
  if (batches === undefined) throw new Error('there are no batches')
  return batches
}

async function serve(options: Parameters<typeof startFakeProvider>[0]): Promise<FakeProvider> {
  const fake = await startFakeProvider(options)
  open.push(fake)
  return fake
}

const items = (...ids: string[]) =>
  ids.map((id) => ({ id, call: liveCall({ prompt: `Question ${id}`, model: 'claude-haiku-4-5' }) }))

async function collect(batches: BatchDesk, batchId: string): Promise<Map<string, BatchResult['reply']>> {
  const found = new Map<string, BatchResult['reply']>()
  expect(await batches.results(batchId, ({ id, reply }) => found.set(id, reply))).toEqual({ ok: true })
  return found
}

async function submitted(batches: BatchDesk, ...ids: string[]): Promise<string> {
  const submission = await batches.submit(items(...ids))
  if (!submission.ok) throw new Error(JSON.stringify(submission))
  return submission.batchId
}

describe('a batch of Anthropic’s', () => {
  it('is submitted once, polled until it has ended, and its results are found again by their ids, at half the price', async () => {
    const fake = await serve({ batches: { polls: 2, fates: {} }, answer: ({ prompt }) => `To ${prompt}: 42` })
    const batches = desk({ baseUrl: fake.origin })
    const batchId = await submitted(batches, 'a', 'b')
    expect(await batches.poll(batchId)).toEqual({
      ok: true,
      status: 'working',
      through: 0,
      expiresAt: Date.parse('2026-01-02T00:00:00Z'),
      message: null,
    })
    expect(await batches.poll(batchId)).toMatchObject({ status: 'ended', through: 2 })
    const results = await collect(batches, batchId)
    expect(results.get('a')).toMatchObject({
      fate: 'done',
      billedShare: 0.5,
      answer: { answer: 'To Question a: 42', latencyMs: null },
    })
    expect(results.get('b')).toMatchObject({ fate: 'done', answer: { answer: 'To Question b: 42' } })
    const [first] = JSON.parse(fake.requests[0]?.body ?? '{}').requests
    expect(first).toEqual({
      custom_id: 'a',
      params: { model: 'claude-haiku-4-5', max_tokens: 1000, messages: [{ role: 'user', content: 'Question a' }] },
    })
  })

  it('goes on from its id alone, by another program', async () => {
    const fake = await serve({ batches: { polls: 1, fates: {} } })
    const batchId = await submitted(desk({ baseUrl: fake.origin }), 'a')
    const later = desk({ baseUrl: fake.origin })
    expect(await later.poll(batchId)).toMatchObject({ status: 'ended' })
    expect((await collect(later, batchId)).get('a')?.fate).toBe('done')
  })

  it('says of each request that was not done that it may be sent again, and is not billed', async () => {
    const fake = await serve({ batches: { polls: 1, fates: { late: 'expired', broken: 'errored', gone: 'canceled' } } })
    const batches = desk({ baseUrl: fake.origin })
    const results = await collect(batches, await submitted(batches, 'late', 'broken', 'gone', 'fine'))
    expect(results.get('late')).toMatchObject({ fate: 'refused', message: '“lab”: the request expired in its batch' })
    expect(results.get('gone')).toMatchObject({
      fate: 'refused',
      message: '“lab”: the request was cancelled in its batch',
    })
    expect(results.get('broken')).toMatchObject({ fate: 'refused' })
    expect(results.get('fine')).toMatchObject({ fate: 'done' })
  })

  it('that is not there is said in a line, and can be cancelled where it is', async () => {
    const fake = await serve({ batches: { polls: 9, fates: {} } })
    const batches = desk({ baseUrl: fake.origin })
    expect(await batches.poll('msgbatch_77')).toMatchObject({ ok: false, reply: { fate: 'failed' } })
    const batchId = await submitted(batches, 'a')
    expect(await batches.cancel(batchId)).toEqual({ ok: true })
    expect(await batches.poll(batchId)).toMatchObject({ status: 'ended' })
  })

  it('takes ids that are ids, each once', async () => {
    const batches = desk({ baseUrl: 'http://127.0.0.1:9' })
    await expect(batches.submit(items('a b'))).rejects.toThrow('is not one')
    await expect(batches.submit(items('a', 'a'))).rejects.toThrow('is there twice')
  })
})

describe.each(['responses', 'chat'] as const)('a batch of OpenAI’s %s at a server made by others', (api) => {
  it('goes up as a file and comes back by its ids', async () => {
    const stranger = new LLMock({ port: 0 })
    await stranger.start()
    open.push({ close: () => stranger.stop() })
    const batches = desk({ kind: 'openai', api, baseUrl: `${stranger.url}/v1` })
    const batchId = await submitted(batches, 'a', 'b')
    let status = 'working'
    for (let polls = 0; polls < 20 && status === 'working'; polls += 1) {
      const progress = await batches.poll(batchId)
      status = progress.ok ? progress.status : 'lost'
    }
    expect(status).toBe('ended')
    const results = await collect(batches, batchId)
    expect([...results.keys()].toSorted()).toEqual(['a', 'b'])
    // It gives every request of a batch this answer.
    const answer = { answer: 'Mock batch completion', failure: null, latencyMs: null }
    expect(results.get('a')).toMatchObject({ fate: 'done', billedShare: 0.5, answer })
  })
})

/** An OpenAI whose batch is in this state and whose files hold these lines. */
async function serveState(state: object, files: Record<string, object[]> = {}): Promise<BatchDesk> {
  const server = createServer((request, response) => {
    const file = /\/files\/([^/]+)\/content/.exec(request.url ?? '')?.[1]
    const lines = files[file ?? '']?.map((line) => `${JSON.stringify(line)}\n`).join('')
    response.end(lines ?? JSON.stringify({ id: 'batch_1', object: 'batch', ...state }))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  open.push({ close: () => new Promise((done) => server.close(done)) })
  return desk({ kind: 'openai', baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1` })
}

describe('a batch of OpenAI’s', () => {
  it('that expired gives what was done in time, and says of the rest that it may be sent again', async () => {
    const output = [{ type: 'message', content: [{ type: 'output_text', text: '42' }] }]
    const usage = { input_tokens: 10, output_tokens: 2, total_tokens: 12 }
    const body = { id: 'resp_1', model: 'gpt-5.2', status: 'completed', output, usage }
    const batches = await serveState(
      {
        status: 'expired',
        output_file_id: 'out',
        error_file_id: 'errors',
        request_counts: { completed: 1, failed: 2, total: 3 },
      },
      {
        out: [{ custom_id: 'fine', response: { status_code: 200, body }, error: null }],
        errors: [
          { custom_id: 'late', response: null, error: { code: 'batch_expired', message: 'not in time' } },
          {
            custom_id: 'wrong',
            response: { status_code: 400, body: { error: { message: 'no such setting' } } },
            error: null,
          },
          { custom_id: 'broken', response: { status_code: 200, body: { status: 'failed', error: null } }, error: null },
        ],
      },
    )
    expect(await batches.poll('batch_1')).toMatchObject({ status: 'ended', through: 3 })
    const results = await collect(batches, 'batch_1')
    expect(results.get('fine')).toMatchObject({
      fate: 'done',
      billedShare: 0.5,
      requestId: 'resp_1',
      answer: { answer: '42', usage: { inputTokens: 10, outputTokens: 2 } },
    })
    expect(results.get('late')).toMatchObject({ fate: 'refused', message: '“lab”: the request expired in its batch' })
    expect(results.get('wrong')).toMatchObject({
      fate: 'failed',
      failure: { message: '“lab” answered 400: no such setting' },
    })
    expect(results.get('broken')).toMatchObject({ fate: 'unknown' })
  })

  it('that was turned away says why', async () => {
    const batches = await serveState({
      status: 'failed',
      errors: { data: [{ code: 'x', message: 'line 1 is not a request' }] },
    })
    expect(await batches.poll('batch_1')).toMatchObject({ status: 'rejected', message: 'line 1 is not a request' })
  })
})

describe('a compatible server', () => {
  it('has no batches', () => {
    const { batches } = makeLiveConnection(
      { name: 'lab', kind: 'compatible', baseUrl: 'http://127.0.0.1:9' },
      { key: () => null, quoteOf: quoted },
    )
    expect(batches).toBeUndefined()
  })
})
