import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { type BatchPlan, FakeBatches } from './fake-provider-batches.ts'
import { Books, type LedgerRow, type SeenRequest } from './fake-provider-books.ts'
import { type Fault, sendFault } from './fake-provider-faults.ts'
import { type Answer, type Asked, askedOf, readAsked, sendAnswer } from './fake-provider-wires.ts'

export interface FakeProviderOptions {
  port?: number
  /** Any other key is answered 401. */
  key?: string
  /** What models answer; the default repeats how long the question was. */
  answer?: (asked: Asked) => string | Answer
  /** Before the first piece and between the pieces of an answer, milliseconds. */
  delayMs?: number
  pieceMs?: number
  /** Headers on every reply of a model. */
  headers?: Record<string, string>
  /** The rows of `/v1/models`. */
  models?: readonly object[]
  /** Replies at other addresses; `null`: nothing is there. */
  pages?: Readonly<Record<string, object | null>>
  /** How its batches of messages go. */
  batches?: BatchPlan
}

export interface FakeProvider {
  readonly port: number
  /** Such as `http://127.0.0.1:4010`. */
  readonly origin: string
  readonly ledger: readonly LedgerRow[]
  readonly requests: readonly SeenRequest[]
  /** The next requests of models meet these, in this order; each once unless it says how often. */
  script(...faults: Fault[]): void
  reset(): void
  close(): Promise<void>
}

/** A provider of models on loopback that speaks Anthropic's and OpenAI's formats, does wrong what it is told to, and keeps its own books. */
export async function startFakeProvider(options: FakeProviderOptions = {}): Promise<FakeProvider> {
  const books = new Books()
  const batches = new FakeBatches(
    options.batches ?? { polls: 1, fates: {} },
    (params) => {
      const asked = askedOf('messages', params)
      return { asked, answer: answerTo(asked, options) }
    },
    (asked, answer) => books.enter(asked, null, true, answer),
  )
  const sockets = new Set<Socket>()
  const server = createServer((request, response) => {
    response.on('error', () => undefined)
    handle(request, response, { books, batches, options }).catch(() => response.destroy())
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
  })
  const port = await listen(server, options.port ?? 0)
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    ledger: books.ledger,
    requests: books.requests,
    script: (...more) => {
      books.faults.push(...more)
    },
    reset: () => books.reset(),
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  { books, batches, options }: { books: Books; batches: FakeBatches; options: FakeProviderOptions },
): Promise<void> {
  const body = await textOf(request)
  const path = request.url ?? '/'
  if (path.startsWith('/__fake/')) {
    sendJson(response, 200, control(path, body, books))
    return
  }
  books.requests.push({ method: request.method ?? '', path, headers: flat(request), body })
  const page = options.pages?.[path]
  if (page !== undefined) {
    sendJson(response, page === null ? 404 : 200, page ?? { error: { message: `there is no ${path}` } })
    return
  }
  if (path.startsWith('/v1/messages/batches')) {
    sendBatch(response, batches.reply(request.method ?? '', path.slice('/v1/messages/batches'.length), body))
    return
  }
  if (request.method === 'GET') {
    sendModels(path, response, options.models ?? [{ id: 'fake-small' }, { id: 'fake-large' }])
    return
  }
  const asked = readAsked(path, body)
  if (asked === null) {
    sendJson(response, 404, { error: { message: `no such path: ${path}`, type: 'not_found_error' } })
  } else if (options.key !== undefined && keyOf(request) !== options.key) {
    books.enter(asked, null, false, null)
    sendJson(response, 401, { error: { message: 'invalid key', type: 'authentication_error' } })
  } else {
    await reply(asked, response, books, options)
  }
}

async function reply(
  asked: Asked,
  response: ServerResponse,
  books: Books,
  options: FakeProviderOptions,
): Promise<void> {
  const fault = books.nextFault(asked.model)
  const answer = answerTo(asked, options)
  const accepted = fault?.accepted ?? (fault?.status === undefined && fault?.redirect === undefined)
  books.enter(asked, fault, accepted, answer)
  const how = { delayMs: options.delayMs ?? 0, pieceMs: options.pieceMs ?? 0, headers: options.headers ?? {} }
  if (fault === null) await sendAnswer(response, asked, answer, how)
  else await sendFault(response, fault, { asked, answer, how })
}

function answerTo(asked: Asked, { answer }: FakeProviderOptions): Answer {
  const made = answer?.(asked) ?? `The question has ${asked.prompt.length} characters.`
  const text = typeof made === 'string' ? made : made.text
  const counted = { inputTokens: Math.ceil(asked.prompt.length / 4) + 3, outputTokens: Math.ceil(text.length / 4) + 1 }
  return typeof made === 'string' ? { text, ...counted } : { ...counted, ...made }
}

function sendModels(path: string, response: ServerResponse, rows: readonly object[]): void {
  const id = /^\/v1\/models\/([^/?]+)/.exec(path)?.[1]
  const row = rows.find((model) => 'id' in model && model.id === decodeURIComponent(id ?? ''))
  if (row !== undefined) sendJson(response, 200, row)
  else if (/^\/v1\/models(\?|$)/.test(path)) sendJson(response, 200, { object: 'list', data: rows, has_more: false })
  else sendJson(response, 404, { error: { message: `there is no ${path}` } })
}

function sendBatch(response: ServerResponse, reply: object | string | undefined): void {
  if (typeof reply === 'string') response.writeHead(200, { 'content-type': 'application/x-jsonl' }).end(reply)
  else sendJson(response, reply === undefined ? 404 : 200, reply ?? { error: { message: 'no such batch' } })
}

/** The same from another process: POST `/__fake/faults` (a list) or `/__fake/reset`, GET `/__fake/ledger` or `/__fake/requests`. */
function control(path: string, body: string, books: Books): unknown {
  if (path === '/__fake/faults') books.faults.push(...(JSON.parse(body) as Fault[]))
  else if (path === '/__fake/reset') books.reset()
  return path === '/__fake/requests' ? books.requests : books.ledger
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((done, fail) => {
    server.once('error', fail)
    server.listen(port, '127.0.0.1', () => done((server.address() as AddressInfo).port))
  })
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

function keyOf({ headers }: IncomingMessage): string | undefined {
  const own = headers['x-api-key']
  return typeof own === 'string' ? own : headers.authorization?.replace(/^Bearer /, '')
}

function flat({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(value))
}
