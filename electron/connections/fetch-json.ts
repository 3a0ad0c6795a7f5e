import type { StopSignal } from '../../shared/nodes/kind'
import { parsed, readApiError } from './api-error'
import { fetchKey, type Link } from './exchange'
import { type Circumstances, fateOfError, fateOfFault } from './fates'
import { scrubberOf } from './scrub'
import { fetchThrough, newTrace } from './transport'
import { TransportError } from './transport-fault'
import { startWatch } from './watch'

export type Fetched = { ok: true; json: unknown } | { ok: false; status: number | null; message: string; hint: string }

const QUESTION_MS = 30_000

interface Question {
  post?: unknown
  signal?: StopSignal | undefined
  timeoutMs?: number | undefined
}

export const neverStopped: StopSignal = {
  aborted: false,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
}

/** Asks a server one small thing that costs nothing, through the same door as calls. Never throws. */
export async function fetchJson(
  link: Link,
  url: URL,
  { post, signal = neverStopped, timeoutMs = QUESTION_MS }: Question = {},
): Promise<Fetched> {
  const key = await fetchKey(link)
  if ('fate' in key) return { ok: false, status: null, message: key.message, hint: key.hint }
  const trace = newTrace()
  const watch = startWatch(link.limits, timeoutMs, signal)
  const fetchOnce = fetchThrough(
    {
      origin: link.baseUrl.origin,
      secret: key.key === null ? {} : link.secretOf(key.key),
      extra: link.extraHeaders,
      streams: false,
      maxBytes: link.limits.maxBytes,
      ca: link.deps.ca,
      resolve: link.deps.resolve,
    },
    trace,
    watch,
  )
  const at: Circumstances = {
    name: link.name,
    trace,
    latencyMs: 0,
    usage: null,
    requestId: null,
    now: Date.now(),
    scrub: scrubberOf(key.key),
  }
  try {
    const response = await fetchOnce(url, requestOf(post))
    const text = await response.text()
    if (!response.ok) return refusedBy(fateOfError(readApiError(response.status, text), at), response.status)
    const json = parsed(text)
    if (json !== undefined) return { ok: true, json }
    return {
      ok: false,
      status: response.status,
      message: `${link.name}: the reply to a question is not JSON`,
      hint: 'check the connection’s base URL',
    }
  } catch (error) {
    const fault =
      error instanceof TransportError ? error.fault : { kind: 'cut' as const, message: 'the reply broke off' }
    return refusedBy(fateOfFault(fault, at), null)
  } finally {
    watch.end()
  }
}

function requestOf(post: unknown): RequestInit {
  const headers = { accept: 'application/json', 'user-agent': 'switchyard', 'anthropic-version': '2023-06-01' }
  if (post === undefined) return { headers }
  return { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(post) }
}

function refusedBy(fate: ReturnType<typeof fateOfError>, status: number | null): Fetched & { ok: false } {
  return { ok: false, status, ...lineOfFate(fate) }
}

/** A fate that is no answer, as a line and what to do about it. */
export function lineOfFate(fate: ReturnType<typeof fateOfError>): { message: string; hint: string } {
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
    case 'unknown':
      return { message: fate.failure.message, hint: 'check the model’s name and the base URL' }
    case 'done':
      return { message: fate.answer.failure?.message ?? 'answered', hint: 'try another model or question' }
  }
}
