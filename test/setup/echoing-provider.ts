import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** How it answers the next requests; in each it says the key that it was sent. */
export type Echo = 'answers' | 'refuses the key' | 'breaks' | 'cuts its stream' | 'never ends'

export interface EchoingProvider {
  readonly origin: string
  /** Every key that it was sent. */
  readonly keys: ReadonlySet<string>
  answerBy(echo: Echo): void
  close(): Promise<void>
}

/** A server in the format of OpenAI that repeats the key wherever it can: in answers, in errors, in the names of models. */
export async function startEchoingProvider(): Promise<EchoingProvider> {
  const keys = new Set<string>()
  let echo: Echo = 'answers'
  const server = createServer((request, response) => {
    request.resume()
    const key = request.headers.authorization?.replace(/^Bearer /, '') ?? ''
    keys.add(key)
    response.setHeader('x-request-id', `req-${key}`)
    response.on('error', () => undefined)
    request.on('end', () => reply(request, response, key, echo))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    keys,
    answerBy: (next) => {
      echo = next
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

function reply(request: IncomingMessage, response: ServerResponse, key: string, echo: Echo): void {
  const said = `the key is ${key}`
  if (request.method === 'GET') {
    json(response, 200, { object: 'list', data: [{ id: 'parrot' }, { id: `m-${key}` }] })
  } else if (echo === 'refuses the key') {
    json(response, 401, { error: { message: `wrong: ${said}`, code: `invalid ${key}` } })
  } else if (echo === 'breaks') {
    json(response, 500, { error: { message: `broken: ${said}` } })
  } else {
    stream(response, said, echo)
  }
}

function stream(response: ServerResponse, said: string, echo: Echo): void {
  const send = (value: object) => response.write(`data: ${JSON.stringify(value)}\n\n`)
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  // Cut in two, so that no single piece holds the key whole.
  for (const text of [said.slice(0, 15), said.slice(15), '. 2']) send(chunk({ content: text }, null))
  if (echo === 'cuts its stream') response.destroy()
  if (echo !== 'answers') return
  send(chunk({}, 'stop'))
  send({ ...chunk({}, null), choices: [], usage: { prompt_tokens: 9, completion_tokens: 5 } })
  response.end('data: [DONE]\n\n')
}

function chunk(delta: object, finish: string | null) {
  return {
    id: 'c',
    object: 'chat.completion.chunk',
    model: 'parrot',
    choices: [{ index: 0, delta, finish_reason: finish }],
  }
}

function json(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(value))
}
