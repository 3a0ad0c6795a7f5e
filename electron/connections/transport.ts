import { type LookupAddress, type LookupOptions, lookup as systemLookup } from 'node:dns'
import type { ClientRequest, IncomingMessage } from 'node:http'
import { createRequire } from 'node:module'
import { isIP, type LookupFunction } from 'node:net'
import { addressFault, bareHost } from './address-guard'
import { bodyOf } from './response-body'
import { faultOf, TransportError, type TransportFault } from './transport-fault'
import type { Watch } from './watch'

// An import by name would load all of `fetch` with it, at the start of every program that may call a model.
const builtIn = createRequire(import.meta.url)

/** What is known of one request while it is under way; what a library made of it does not matter. */
export interface Trace {
  /** The connection stood, so the request may have arrived. */
  sent: boolean
  status: number | null
  headers: Headers | null
  /** The first fault below the API. */
  fault: TransportFault | null
  /** The reply's text, where it is an error or not the stream that was asked for. */
  text: string
}

export function newTrace(): Trace {
  return { sent: false, status: null, headers: null, fault: null, text: '' }
}

export type Resolve = (
  hostname: string,
  options: LookupOptions & { all: true },
  done: (error: Error | null, addresses: LookupAddress[]) => void,
) => void

export interface Door {
  /** Nothing is sent anywhere else. */
  origin: string
  /** The headers that carry the key, made for this one call. */
  secret: Readonly<Record<string, string>>
  /** Headers of ours besides those that a request of the format needs. */
  extra?: Readonly<Record<string, string>>
  /** A stream of events is asked for; JSON instead of one is kept in the trace. */
  streams: boolean
  maxBytes: number
  ca?: string | undefined
  resolve?: Resolve | undefined
}

/** All that is let out of what an SDK would send: the rest tells of this machine or comes from its environment. */
const passed = ['accept', 'content-type', 'user-agent', 'anthropic-version', 'anthropic-beta']

/**
 * A `fetch` for one request of an SDK. It connects anew each time, since the end of a reused connection leaves it open whether
 * the request had arrived; it follows no redirect, no proxy and no environment, and sends the key to its own origin alone.
 */
export function fetchThrough(door: Door, trace: Trace, watch: Watch): typeof fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input)
    try {
      return await send(url, init ?? {}, door, trace, watch)
    } catch (error) {
      trace.fault ??= watch.fault ?? faultOf(error, url.host, trace.sent)
      throw new TransportError(trace.fault)
    }
  }
}

async function send(url: URL, init: RequestInit, door: Door, trace: Trace, watch: Watch): Promise<Response> {
  if (url.origin !== door.origin) {
    throw new TransportError({
      kind: 'blocked',
      message: `a request to “${url.origin}” was stopped: it is not ${door.origin}`,
    })
  }
  if (trace.sent) throw new TransportError({ kind: 'blocked', message: 'a second request of one call was stopped' })
  const body = textOf(init.body)
  const request = open(url, init, body, door)
  const message = await replyTo(request, body, trace, watch)
  const status = message.statusCode ?? 0
  const headers = headersOf(message)
  trace.status = status
  trace.headers = headers
  if (status >= 300 && status < 400) {
    request.destroy()
    throw new TransportError({
      kind: 'redirect',
      message: `“${url.host}” redirects elsewhere (${status}), which is not followed`,
    })
  }
  if (status < 200 || status > 599) {
    request.destroy()
    throw new TransportError({
      kind: 'cut',
      message: `“${url.host}” answered with the status ${status}, which there is not`,
    })
  }
  if (status < 300 && /^text\/html|^application\/xhtml/i.test(headers.get('content-type') ?? '')) {
    request.destroy()
    throw new TransportError({
      kind: 'page',
      message: `“${url.host}” answered with a web page instead of a model’s reply`,
    })
  }
  const empty = status === 204 || status === 205 || status === 304
  const wrong = status >= 400
  const kept = wrong || (door.streams && /^application\/(.*\+)?json/i.test(headers.get('content-type') ?? ''))
  const stream = bodyOf(message, { maxBytes: door.maxBytes, host: url.host, trace, watch, wrong, kept })
  return new Response(empty ? null : stream, { status, headers })
}

function open(url: URL, init: RequestInit, body: string, door: Door): ClientRequest {
  const given = new Headers(init.headers)
  const headers: Record<string, string> = { 'accept-encoding': 'identity' }
  for (const name of passed) {
    const value = given.get(name)
    if (value !== null) headers[name] = value
  }
  Object.assign(headers, door.extra, door.secret)
  if (body !== '') headers['content-length'] = String(Buffer.byteLength(body))
  const secret = url.protocol === 'http:' && Object.keys(door.secret).length > 0
  const host = bareHost(url.hostname)
  if (isIP(host) !== 0) refuseAddress(host, url.hostname, secret)
  const options = {
    method: init.method ?? 'GET',
    headers,
    lookup: guardedLookup(url.hostname, secret, door.resolve ?? systemLookup),
    maxHeaderSize: 65_536,
  }
  if (url.protocol === 'http:') {
    const { Agent, request } = builtIn('node:http') as typeof import('node:http')
    return request(url, { ...options, agent: new Agent({ keepAlive: false }) })
  }
  const { Agent, request } = builtIn('node:https') as typeof import('node:https')
  return request(url, { ...options, agent: new Agent({ keepAlive: false, ca: door.ca }) })
}

function replyTo(request: ClientRequest, body: string, trace: Trace, watch: Watch): Promise<IncomingMessage> {
  return new Promise((done, fail) => {
    watch.begin((fault) => request.destroy(new TransportError(fault)))
    request.once('socket', (socket) => {
      const stands = () => {
        trace.sent = true
        watch.connected()
      }
      socket.once('encrypted' in socket ? 'secureConnect' : 'connect', stands)
    })
    request.once('response', (message) => {
      watch.heard()
      done(message)
    })
    request.on('error', fail)
    request.end(body)
  })
}

/** Looks a name up and refuses it if any of its addresses is one that must not be sent to. */
function guardedLookup(hostname: string, secret: boolean, resolve: Resolve): LookupFunction {
  return (name, options, done) => {
    resolve(name, { ...options, all: true }, (error, addresses) => {
      const first = addresses?.[0]
      if (error !== null || first === undefined) {
        done(error ?? Object.assign(new Error('no address'), { code: 'ENOTFOUND' }), '', 0)
        return
      }
      try {
        for (const { address } of addresses) refuseAddress(address, hostname, secret)
      } catch (refusal) {
        done(refusal as Error, '', 0)
        return
      }
      if (options.all === true) done(null, addresses)
      else done(null, first.address, first.family)
    })
  }
}

function refuseAddress(address: string, hostname: string, secret: boolean): void {
  const message = addressFault(address, { hostname, secret })
  if (message !== undefined) throw new TransportError({ kind: 'blocked', message })
}

function textOf(body: RequestInit['body']): string {
  if (body === undefined || body === null) return ''
  if (typeof body === 'string') return body
  throw new TransportError({ kind: 'blocked', message: 'a request with a body that is not text was stopped' })
}

function headersOf(message: IncomingMessage): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(message.headers)) {
    for (const one of Array.isArray(value) ? value : [value ?? '']) {
      try {
        headers.append(name, one)
      } catch {
        // A header that is none is not worth losing a paid reply for.
      }
    }
  }
  return headers
}
