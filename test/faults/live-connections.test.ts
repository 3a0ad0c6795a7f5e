import { createServer as createTcpServer, type Server } from 'node:net'
import { inspect } from 'node:util'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type LiveConfig, type LiveDeps, makeLiveConnection } from '../../electron/connections/live-connection'
import type { LiveReply } from '../../shared/connection'
import { type FakeProvider, startFakeProvider } from '../setup/fake-provider'
import type { Fault } from '../setup/fake-provider-faults'
import { liveCall, quoted } from '../setup/live-call'
import { takePort } from '../setup/taken-port'

const KEY = 'sk-canary-0123456789abcdef'
let fake: FakeProvider

beforeAll(async () => {
  fake = await startFakeProvider({ key: KEY })
})
afterEach(() => fake.reset())
afterAll(() => fake.close())

const configs = {
  anthropic: { kind: 'anthropic', path: '' },
  responses: { kind: 'openai', path: '/v1', api: 'responses' },
  chat: { kind: 'openai', path: '/v1', api: 'chat' },
  compatible: { kind: 'compatible', path: '/v1' },
} as const
type Format = keyof typeof configs
const formats = Object.keys(configs) as Format[]

function connect(format: Format, deps: Partial<LiveDeps> = {}, more: Partial<LiveConfig> = {}) {
  const { path, ...config } = configs[format]
  return makeLiveConnection(
    { name: 'lab', baseUrl: `${fake.origin}${path}`, ...config, ...more },
    { key: () => KEY, quoteOf: quoted, limits: { idleMs: 20_000, connectMs: 20_000 }, ...deps },
  )
}

async function meet(format: Format, ...faults: Fault[]): Promise<LiveReply> {
  fake.script(...faults)
  // Silence is waited for shortly where it is what is tested, and on a busy machine long enough everywhere else.
  const silent = faults.some(({ stall, dripMs }) => stall !== undefined || dripMs !== undefined)
  return connect(format, { limits: { idleMs: silent ? 300 : 20_000 } }).send(liveCall())
}

/** The one line by which a person learns of a fate. */
function lineOf(reply: LiveReply): string {
  switch (reply.fate) {
    case 'done':
      return ''
    case 'failed':
    case 'unknown':
      return reply.failure.message
    case 'refused':
    case 'halted':
      return reply.message
  }
}

/** A status, what comes with it, and the fate. */
const statuses: [string, Fault, object][] = [
  ['400', { status: 400, body: { error: { message: 'no such setting' } } }, { fate: 'failed' }],
  ['404', { status: 404, body: { error: { message: 'no such model' } } }, { fate: 'failed' }],
  ['413', { status: 413, body: 'too large' }, { fate: 'failed' }],
  ['422 with a list of details', { status: 422, body: { detail: [{ msg: 'bad' }] } }, { fate: 'failed' }],
  ['401', { status: 401 }, { fate: 'halted', why: 'key' }],
  ['403', { status: 403 }, { fate: 'halted', why: 'key' }],
  ['402', { status: 402 }, { fate: 'halted', why: 'account' }],
  [
    '429 for a spent quota',
    {
      status: 429,
      body: {
        error: { message: 'You exceeded your current quota', type: 'insufficient_quota', code: 'insufficient_quota' },
      },
    },
    { fate: 'halted', why: 'account' },
  ],
  [
    '400 for an empty account',
    {
      status: 400,
      body: {
        type: 'error',
        error: { type: 'invalid_request_error', message: 'Your credit balance is too low to access the API.' },
      },
    },
    { fate: 'halted', why: 'account' },
  ],
  [
    '429 in seconds',
    { status: 429, headers: { 'retry-after': '7' } },
    { fate: 'refused', why: 'rate', retryAfterMs: 7000 },
  ],
  [
    '429 in milliseconds',
    { status: 429, headers: { 'retry-after-ms': '250', 'retry-after': '1' } },
    { fate: 'refused', retryAfterMs: 250 },
  ],
  [
    '429 until never',
    { status: 429, headers: { 'retry-after': '99999999999' } },
    { fate: 'refused', retryAfterMs: 3_600_000 },
  ],
  ['429 with nonsense', { status: 429, headers: { 'retry-after': 'soon' } }, { fate: 'refused', retryAfterMs: null }],
  [
    '529',
    { status: 529, body: { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } } },
    { fate: 'refused', why: 'overloaded' },
  ],
  [
    '503 with a time to come back',
    { status: 503, headers: { 'retry-after': '2' } },
    { fate: 'refused', why: 'overloaded', retryAfterMs: 2000 },
  ],
  ['503 without', { status: 503 }, { fate: 'unknown' }],
  ['500', { status: 500 }, { fate: 'unknown' }],
  [
    '502 as a page',
    { status: 502, headers: { 'content-type': 'text/html' }, body: '<html><h1>Bad gateway</h1></html>' },
    { fate: 'unknown' },
  ],
  ['504', { status: 504 }, { fate: 'unknown' }],
]

/** What goes wrong with a reply that began well, or below HTTP. */
const breaks: [string, Fault, object][] = [
  ['falls silent before it answers', { stall: 'headers' }, { fate: 'unknown', failure: { reason: 'timeout' } }],
  ['falls silent after its headers', { stall: 'body' }, { fate: 'unknown', failure: { reason: 'timeout' } }],
  ['falls silent in the stream', { stall: 'stream' }, { fate: 'unknown', failure: { reason: 'timeout' } }],
  ['hangs up at once', { cutAfterBytes: 0 }, { fate: 'unknown' }],
  ['hangs up in the stream', { cutAfterBytes: 400 }, { fate: 'unknown' }],
  ['ends the stream too early, in good order', { missingEvents: 3 }, { fate: 'unknown' }],
  [
    'sends a piece that is not JSON',
    { event: 'event: content_block_delta\ndata: {"type": "content' },
    { fate: 'unknown' },
  ],
  ['does not speak HTTP', { garbage: true }, { fate: 'unknown' }],
  ['answers 200 with JSON that is no reply', { json: { hello: 'there' } }, { fate: 'unknown' }],
  ['answers 200 with an error in it', { json: { error: { message: 'something broke' } } }, { fate: 'unknown' }],
  ['answers 200 with a web page', { html: true }, { fate: 'failed' }],
  ['redirects', { redirect: 'http://127.0.0.1:9/elsewhere' }, { fate: 'failed' }],
]

describe.each(formats)('by %s', (format) => {
  it.each(statuses)('a provider that answers %s', async (_, fault, fate) => {
    const reply = await meet(format, fault)
    expect(reply).toMatchObject(fate)
    expect(lineOf(reply)).toMatch(/^“lab” /)
    expect(fake.ledger).toHaveLength(1)
  })

  it.each(breaks)('a provider that %s', async (_, fault, fate) => {
    const reply = await meet(format, fault)
    expect(reply).toMatchObject(fate)
    expect(lineOf(reply)).toMatch(/^“lab”[: ]/)
    expect(lineOf(reply)).not.toMatch(/\n|undefined|\[object/)
    expect(fake.ledger).toHaveLength(1)
  })

  it('an error after a 200 leaves the call unknown, whatever it calls itself, but for a key or an account', async () => {
    const error = { type: 'rate_limit_error', message: 'slow down' }
    const event = { type: 'error', error }
    for (const fault of [{ event, eventAt: 0 }, { event, eventAt: 2 }, { json: { error } }]) {
      const reply = await meet(format, fault)
      expect(reply).toMatchObject({ fate: 'unknown' })
      expect(lineOf(reply)).toBe('“lab” broke off with an error: slow down')
    }
    expect(await meet(format, { json: { error: { type: 'insufficient_quota', message: 'spent' } } })).toMatchObject({
      fate: 'halted',
      why: 'account',
    })
  })

  it('a server that leaves the connection open after the end of its reply is not waited for', async () => {
    fake.script({ stall: 'end' })
    const reply = await connect(format, { limits: { idleMs: 300_000 } }).send(liveCall())
    expect(reply).toMatchObject({ fate: 'done', answer: { failure: null } })
  })

  it('a byte now and then does not keep a call alive', async () => {
    expect(await meet(format, { dripMs: 50 })).toMatchObject({ fate: 'unknown', failure: { reason: 'timeout' } })
  })

  it('a call’s own time limit ends it though the stream goes on', async () => {
    const slow = await startFakeProvider({ pieceMs: 100, answer: () => 'a long answer '.repeat(50) })
    const connection = connect(format, {}, { baseUrl: `${slow.origin}${configs[format].path}` })
    const reply = await connection.send(liveCall({ timeoutMs: 700 }))
    await slow.close()
    expect(reply).toMatchObject({
      fate: 'unknown',
      failure: { reason: 'timeout', message: '“lab”: no whole reply within 700 ms' },
    })
  })

  it('100 MB without an end are given up at the limit', async () => {
    fake.script({ flood: 100 * 1024 * 1024 })
    const reply = await connect(format, { limits: { maxBytes: 2 * 1024 * 1024 } }).send(liveCall())
    expect(reply).toMatchObject({ fate: 'unknown' })
    expect(lineOf(reply)).toContain('more than 2 MiB')
  })

  it('an error text of 100 MB still has its status', async () => {
    expect(await meet(format, { status: 400, body: 'x'.repeat(1024 * 1024) })).toMatchObject({ fate: 'failed' })
  })

  it('a call that nobody wants any more is given up, before and after it is sent', async () => {
    const early = AbortSignal.abort()
    expect(await connect(format).send(liveCall({ signal: early }))).toMatchObject({ fate: 'refused' })
    expect(fake.ledger).toHaveLength(0)
    const stop = new AbortController()
    fake.script({ stall: 'stream' })
    const reply = await connect(format, { limits: { idleMs: 10_000 } }).send(
      liveCall({ signal: stop.signal, onPiece: () => stop.abort() }),
    )
    expect(reply).toMatchObject({ fate: 'unknown' })
    expect(lineOf(reply)).toBe('“lab”: it was stopped before its reply had ended')
  })

  it('a server that is not there was not reached, so nothing is unknown', async () => {
    const taken = await takePort()
    await taken.release()
    const reply = await connect(format, {}, { baseUrl: `http://127.0.0.1:${taken.port}/v1` }).send(liveCall())
    expect(reply).toMatchObject({ fate: 'refused', why: 'unreachable' })
    expect(lineOf(reply)).toContain('nothing listens at that address and port')
  })

  it('a name that does not exist is not reached', async () => {
    const reply = await connect(format, {}, { baseUrl: 'https://models.invalid/v1' }).send(liveCall())
    expect(reply).toMatchObject({ fate: 'refused', why: 'unreachable' })
    expect(lineOf(reply)).toContain('the name “models.invalid” cannot be looked up')
  })

  it('a server that does not speak TLS is not reached', async () => {
    const reply = await connect(format, {}, { baseUrl: `https://127.0.0.1:${fake.port}/v1` }).send(liveCall())
    expect(reply).toMatchObject({ fate: 'refused', why: 'unreachable' })
    expect(lineOf(reply)).toContain('should the address begin with http://?')
  })

  it('a connection that never stands is given up as not reached', async () => {
    const deaf = await listenWithoutTls()
    const baseUrl = `https://127.0.0.1:${deaf.port}/v1`
    const reply = await connect(format, { limits: { connectMs: 100 } }, { baseUrl }).send(liveCall())
    deaf.server.close()
    expect(reply).toMatchObject({ fate: 'refused', why: 'unreachable' })
    expect(lineOf(reply)).toBe('“lab”: no connection within 100 ms')
  })

  it('a server that repeats the key finds it in no message, answer or list', async () => {
    const echo = { message: `Incorrect API key: ${KEY} and Bearer ${KEY}`, type: KEY }
    const faults: Fault[] = [
      { status: 401, body: { error: echo } },
      { status: 400, body: `headers were {authorization: Bearer ${KEY}}` },
      { status: 500, body: { error: echo } },
      { json: { error: echo } },
      { event: { type: 'error', error: echo } },
      { status: 429, headers: { 'request-id': KEY, 'x-request-id': KEY }, body: { error: echo } },
    ]
    for (const fault of faults) {
      expect(inspect(await meet(format, fault), { depth: null })).not.toContain('canary')
    }
    const echoing = await startFakeProvider({ answer: () => `Your key is ${KEY}.`, headers: { 'x-request-id': KEY } })
    const connection = connect(format, {}, { baseUrl: `${echoing.origin}${configs[format].path}` })
    expect(inspect(await connection.send(liveCall({ model: KEY })), { depth: null })).not.toContain('canary')
    await echoing.close()
  })

  it('no key is in the connection, however closely it is looked at', async () => {
    const connection = connect(format)
    await connection.send(liveCall())
    expect(inspect(connection, { depth: null, showHidden: true })).not.toContain('canary')
    expect(JSON.stringify(connection)).not.toContain('canary')
  })

  it('“Test” says in one line what is wrong', async () => {
    fake.script({ status: 404, body: { error: { message: 'The model does not exist' } } })
    expect(await connect(format).probe('nothing')).toMatchObject({
      ok: false,
      message: '“lab” answered 404: The model does not exist',
    })
  })
})

describe('a provider that wants a key', () => {
  it.each(formats.filter((one) => one !== 'compatible'))(
    'by %s: nothing is sent without a proper one',
    async (format) => {
      for (const key of [
        () => null,
        () => '',
        () => 'with\nnewline',
        () => Promise.reject(new Error(`vault: ${KEY}`)),
      ]) {
        const reply = await connect(format, { key }).send(liveCall())
        expect(reply).toMatchObject({ fate: 'halted', why: 'key' })
        expect(lineOf(reply)).not.toContain('canary')
      }
      expect(fake.ledger).toHaveLength(0)
    },
  )
})

describe('a stream that breaks', () => {
  it('leaves what had been counted by then', async () => {
    expect(await meet('anthropic', { cutAfterBytes: 700 })).toMatchObject({
      fate: 'unknown',
      usage: { inputTokens: 7, outputTokens: null },
    })
  })

  it('after the answer’s end is an answer without usage', async () => {
    expect(await meet('chat', { missingEvents: 2 })).toMatchObject({
      fate: 'done',
      answer: { failure: null, usage: { inputTokens: null, outputTokens: null } },
    })
  })
})

function listenWithoutTls(): Promise<{ server: Server; port: number }> {
  const server = createTcpServer((socket) => socket.on('error', () => undefined))
  return new Promise((done) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      done({ server, port: typeof address === 'object' && address !== null ? address.port : 0 })
    })
  })
}
