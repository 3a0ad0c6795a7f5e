import type { LiveReply } from '../../shared/connection'
import type { StopSignal } from '../../shared/nodes/kind'
import { parsed, readApiError } from './api-error'
import { fetchKey, type Link } from './exchange'
import { type Circumstances, fateOfError, fateOfFault, type Unsuccessful } from './fates'
import { scrubberOf, withoutKey } from './scrub'
import { fetchThrough, newTrace } from './transport'
import { TransportError, type TransportFault } from './transport-fault'
import { startWatch } from './watch'

/** What is asked of a server beside calls: lists, descriptions, batches. */
export interface Question {
  /** Sent as JSON by POST. */
  post?: unknown
  /** Sent as it stands, by POST. */
  upload?: { type: string; text: string }
  signal?: StopSignal | undefined
  timeoutMs?: number | undefined
  maxBytes?: number
}

/** Where nothing came of a question: how it would stand as a call. */
export interface Unanswered {
  ok: false
  status: number | null
  reply: Unsuccessful
}

const QUESTION_MS = 30_000

export const neverStopped: StopSignal = {
  aborted: false,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
}

/** Asks a server something through the same door as calls, once. Throws only what `read` throws of its own. */
export async function fetchOk<T>(
  link: Link,
  url: URL,
  question: Question,
  read: (response: Response, at: Circumstances) => Promise<T>,
): Promise<{ ok: true; value: T } | Unanswered> {
  const key = await fetchKey(link)
  if ('fate' in key) return { ok: false, status: null, reply: key }
  const trace = newTrace()
  const watch = startWatch(link.limits, question.timeoutMs ?? QUESTION_MS, question.signal ?? neverStopped)
  const door = {
    origin: link.baseUrl.origin,
    secret: key.key === null ? {} : link.secretOf(key.key),
    extra: link.extraHeaders,
    streams: false,
    maxBytes: question.maxBytes ?? link.limits.maxBytes,
    ca: link.deps.ca,
    resolve: link.deps.resolve,
  }
  const at: Circumstances = {
    name: link.name,
    trace,
    latencyMs: null,
    usage: null,
    requestId: null,
    now: link.deps.now?.() ?? Date.now(),
    scrub: scrubberOf(key.key),
    unkey: (text) => withoutKey(text, key.key),
  }
  try {
    const response = await fetchThrough(door, trace, watch)(url, requestOf(question))
    if (response.ok) return { ok: true, value: await read(response, at) }
    const reply = fateOfError(readApiError(response.status, await response.text()), at)
    return { ok: false, status: response.status, reply }
  } catch (error) {
    if (!(error instanceof TransportError)) throw error
    return { ok: false, status: null, reply: fateOfFault(error.fault, at) }
  } finally {
    watch.end()
  }
}

export type Fetched = { ok: true; json: unknown } | (Unanswered & { message: string; hint: string })

/** Asks for JSON. Never throws. */
export async function fetchJson(link: Link, url: URL, question: Question = {}): Promise<Fetched> {
  const fetched = await fetchOk(link, url, question, async (response, at) => {
    const json = parsed(await response.text())
    const fault: TransportFault = { kind: 'cut', message: 'the reply to a question is not JSON' }
    return json === undefined ? { reply: fateOfFault(fault, at) } : { json }
  })
  if (!fetched.ok) return { ...fetched, ...lineOfFate(fetched.reply) }
  const { json, reply } = fetched.value
  if (reply === undefined) return { ok: true, json }
  return { ok: false, status: 200, reply, ...lineOfFate(reply) }
}

function requestOf({ post, upload }: Question): RequestInit {
  const headers = { accept: 'application/json', 'user-agent': 'switchyard', 'anthropic-version': '2023-06-01' }
  if (upload !== undefined) {
    return { method: 'POST', headers: { ...headers, 'content-type': upload.type }, body: upload.text }
  }
  if (post === undefined) return { headers }
  return { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(post) }
}

/** A fate that is no answer, as a line and what to do about it. */
export function lineOfFate(fate: LiveReply): { message: string; hint: string } {
  switch (fate.fate) {
    case 'halted':
      return { message: fate.message, hint: fate.hint }
    case 'refused': {
      const wait =
        fate.retryAfterMs === null ? 'try again later' : `try again in ${Math.ceil(fate.retryAfterMs / 1000)} s`
      return {
        message: fate.message,
        hint: fate.why === 'unreachable' ? 'check the base URL and that the server runs' : wait,
      }
    }
    case 'failed':
      return splitAdvice(fate.failure.message, 'check the model’s name and the base URL')
    case 'unknown':
      return splitAdvice(fate.failure.message, 'it may have been billed; try again when the server is well')
    case 'done':
      return { message: fate.answer.failure?.message ?? 'answered', hint: 'try another model or question' }
  }
}

/** A message that ends with its own advice needs no other. */
function splitAdvice(message: string, otherwise: string): { message: string; hint: string } {
  const at = message.lastIndexOf('; ')
  return at < 0 ? { message, hint: otherwise } : { message: message.slice(0, at), hint: message.slice(at + 2) }
}
