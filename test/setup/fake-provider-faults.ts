import type { ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { type Answer, type Asked, eventsOf, type Manner, streamHeaders } from './fake-provider-wires.ts'

/** Something that a provider does wrong, as data, so that another process can ask for it. The first member that is there decides. */
export interface Fault {
  /** For how many requests; 1. */
  times?: number
  /** Only for requests of this model. */
  model?: string
  /** Nothing goes wrong: to let some requests through before the next fault. */
  none?: true
  /** Whether the books take it as let in, and as billed; by default what gets a status or a redirect is neither, all else both. */
  accepted?: boolean
  billed?: boolean
  /** Answers with this status, these headers and this body (JSON, unless it is text). */
  status?: number
  headers?: Record<string, string>
  body?: string | object
  /** Sends the caller elsewhere. */
  redirect?: string
  /** Falls silent: before the status line, after the headers, in the middle of the stream, or after its end. Until the caller hangs up. */
  stall?: 'headers' | 'body' | 'stream' | 'end'
  /** Sends the proper stream byte by byte, this many milliseconds apart. */
  dripMs?: number
  /** Breaks the connection after this many bytes of the proper stream. */
  cutAfterBytes?: number
  /** Ends the reply in good order, this many events before the stream's end. */
  missingEvents?: number
  /** Puts this in place of one of the stream's events: text as it stands, anything else as an event of the format. */
  event?: string | object
  /** A stream of these events, as values of the format. */
  events?: readonly unknown[]
  /** Which one, from 0; 2. */
  eventAt?: number
  /** 200 with a web page. */
  html?: true
  /** 200 with JSON instead of a stream. */
  json?: object
  /** 200 and a stream of this many bytes without an end of line. */
  flood?: number
  /** Ends what should be HTTP with something that is not. */
  garbage?: true
}

interface Due {
  asked: Asked
  answer: Answer
  how: Manner
}

export async function sendFault(response: ServerResponse, fault: Fault, due: Due): Promise<void> {
  if (fault.status !== undefined) return sendStatus(response, fault, fault.status)
  if (fault.redirect !== undefined) {
    response.writeHead(307, { location: fault.redirect })
    response.end()
    return
  }
  if (fault.stall === 'headers') return
  if (fault.garbage === true) {
    response.socket?.end('SMTP ready\r\n\r\n')
    return
  }
  if (fault.html === true) {
    response.writeHead(200, { 'content-type': 'text/html' })
    response.end('<!doctype html><title>Sign in</title><p>Welcome to the guest network</p>')
    return
  }
  if (fault.json !== undefined) {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(fault.json))
    return
  }
  response.writeHead(200, { ...streamHeaders(due.asked, due.how), ...fault.headers })
  if (fault.stall === 'body') {
    response.flushHeaders()
    return
  }
  await sendBrokenStream(response, fault, due)
}

function sendStatus(response: ServerResponse, { headers, body }: Fault, status: number): void {
  const isText = typeof body === 'string'
  response.writeHead(status, { 'content-type': isText ? 'text/plain' : 'application/json', ...headers })
  response.end(isText ? body : JSON.stringify(body ?? { error: { message: `told to answer ${status}` } }))
}

async function sendBrokenStream(response: ServerResponse, fault: Fault, { asked, answer }: Due): Promise<void> {
  const events = eventsOf(asked, answer)
  if (fault.flood !== undefined) return flood(response, fault.flood)
  if (fault.event !== undefined) events[fault.eventAt ?? 2] = eventText(asked, fault.event)
  const told = fault.events?.map((event) => eventText(asked, event)) ?? events
  const text = told.slice(0, told.length - (fault.missingEvents ?? 0)).join('')
  if (fault.stall === 'stream' || fault.stall === 'end') {
    response.write(fault.stall === 'end' ? text : text.slice(0, Math.floor(text.length / 2)))
    return
  }
  if (fault.dripMs !== undefined) return drip(response, text, fault.dripMs)
  if (fault.cutAfterBytes === undefined) {
    response.end(text)
    return
  }
  response.write(Buffer.from(text).subarray(0, fault.cutAfterBytes), () => response.destroy())
}

function eventText({ wire }: Asked, event: unknown): string {
  if (typeof event === 'string') return `${event}\n\n`
  const named = typeof event === 'object' && event !== null && 'type' in event
  const name = named && wire !== 'chat' ? `event: ${String(event.type)}\n` : ''
  return `${name}data: ${JSON.stringify(event)}\n\n`
}

async function drip(response: ServerResponse, text: string, ms: number): Promise<void> {
  for (const byte of Buffer.from(text)) {
    if (response.destroyed) return
    response.write(Buffer.of(byte))
    await pause(ms)
  }
  response.end()
}

async function flood(response: ServerResponse, bytes: number): Promise<void> {
  const chunk = Buffer.alloc(64 * 1024, 'a')
  for (let sent = 0; sent < bytes && !response.destroyed; sent += chunk.length) {
    if (!response.write(chunk)) await roomIn(response)
  }
  response.end()
}

/** Until the caller has taken some, or has hung up. */
function roomIn(response: ServerResponse): Promise<void> {
  return new Promise((done) => {
    const go = () => {
      response.off('drain', go)
      response.off('close', go)
      done()
    }
    response.once('drain', go)
    response.once('close', go)
  })
}
