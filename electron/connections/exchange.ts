import { performance } from 'node:perf_hooks'
import type { LiveCall, LiveReply } from '../../shared/connection'
import { singleLine } from '../../shared/errors'
import { parsed, readApiError, record } from './api-error'
import { type Circumstances, fateOfBreak, fateOfError, fateOfFault } from './fates'
import { headroomOf } from './headroom'
import type { LiveLimits } from './limits'
import type { LiveDeps } from './live-connection'
import { scrubberOf, withoutKey } from './scrub'
import { type Emit, meanLogprobOf, newTally, outcomeOf, type Tally } from './tally'
import { fetchThrough, newTrace, type Trace } from './transport'
import { startWatch, type Watch } from './watch'

/** A connection's end of the line: where it leads and how its key is shown there. */
export interface Link {
  name: string
  baseUrl: URL
  limits: LiveLimits
  deps: LiveDeps
  /** A call without a key is not worth sending. */
  needsKey: boolean
  secretOf(key: string): Readonly<Record<string, string>>
  extraHeaders: Readonly<Record<string, string>>
  /** Loads the SDK, which takes its time once and is no part of any call's. */
  load(): Promise<unknown>
}

/** What the reader of a wire gets to make one request with. */
export interface Session {
  fetch: typeof fetch
  signal: AbortSignal
  trace: Trace
  tally: Tally
  emit: Emit
}

/** Stands where an SDK wants a key. The real one is put on at the door, so no object of an SDK ever holds it. */
export const NO_KEY = 'none'

/** One request and its fate, with all that its stream gave. `read` makes it and fills the tally; whatever it throws is told from the trace. */
export async function exchange(
  link: Link,
  call: LiveCall,
  read: (session: Session) => Promise<void>,
): Promise<{ reply: LiveReply; tally: Tally }> {
  const tally = newTally()
  const key = await fetchKey(link)
  if ('fate' in key) return { reply: key, tally }
  await link.load()
  const trace = newTrace()
  const watch = startWatch(link.limits, call.timeoutMs, call.signal)
  const started = performance.now()
  const session = openSession(link, call, key.key, { trace, tally, watch, started })
  let thrown: unknown
  try {
    await read(session)
  } catch (error) {
    thrown = error
  } finally {
    watch.end()
  }
  // An SDK may end in silence when it is given up.
  trace.fault ??= watch.fault
  const { headers } = trace
  const scrub = scrubberOf(key.key)
  const requestId = headers?.get('request-id') ?? headers?.get('x-request-id') ?? tally.requestId
  const at: Circumstances = {
    name: link.name,
    trace,
    latencyMs: Math.round(performance.now() - started),
    usage: tally.usage,
    requestId: requestId === null ? null : singleLine(scrub(requestId), 200),
    now: link.deps.now?.() ?? Date.now(),
    scrub,
    unkey: (text) => withoutKey(text, key.key),
  }
  const reply = tally.end === null ? fateOf(tally, thrown, at) : doneReply(tally, at)
  return { reply, tally }
}

/** The key, or the fate of a call that has none. */
export async function fetchKey(link: Link): Promise<{ key: string | null } | (LiveReply & { fate: 'halted' })> {
  const halted = (why: string) =>
    ({ fate: 'halted', why: 'key', message: `“${link.name}”: ${why}`, hint: `set the key of “${link.name}”` }) as const
  let key: string | null
  try {
    key = (await link.deps.key())?.trim() ?? null
  } catch {
    // What a key's keeper throws is not shown: it could quote the key.
    return halted('its key cannot be read')
  }
  if (key === null || key === '') return link.needsKey ? halted('it has no key') : { key: null }
  return /^[\x21-\x7e]+$/.test(key) ? { key } : halted('its key holds characters that no key has')
}

interface Parts {
  trace: Trace
  tally: Tally
  watch: Watch
  started: number
}

function openSession(link: Link, call: LiveCall, key: string | null, { trace, tally, watch, started }: Parts): Session {
  const door = {
    origin: link.baseUrl.origin,
    secret: key === null ? {} : link.secretOf(key),
    extra: link.extraHeaders,
    streams: true,
    maxBytes: link.limits.maxBytes,
    ca: link.deps.ca,
    resolve: link.deps.resolve,
  }
  const emit: Emit = ({ kind, text }) => {
    if (text === '') return
    tally.started = true
    tally.pieces += 1
    tally.firstPieceMs ??= Math.round(performance.now() - started)
    if (kind === 'thinking') tally.thought = true
    else tally.text += text
    call.onPiece?.({ kind, text: withoutKey(text, key) })
  }
  return { fetch: fetchThrough(door, trace, watch), signal: watch.signal, trace, tally, emit }
}

/** The reply of a call that ended properly. */
export function doneReply(tally: Tally, at: Circumstances): LiveReply & { fate: 'done' } {
  const outcome = outcomeOf(tally)
  const { headers } = at.trace
  const told =
    outcome.failure === null
      ? { answer: at.unkey(outcome.answer), failure: null }
      : { answer: null, failure: { ...outcome.failure, message: singleLine(at.scrub(outcome.failure.message)) } }
  return {
    fate: 'done',
    answer: {
      ...told,
      confidence: null,
      meanLogprob: meanLogprobOf(tally),
      usage: tally.usage ?? { inputTokens: null, outputTokens: null },
      usd: tally.usd,
      latencyMs: at.latencyMs,
      score: null,
    },
    requestId: at.requestId,
    servedModel: tally.model === null ? null : singleLine(at.scrub(tally.model), 200),
    headroom: headers === null ? null : headroomOf(headers, at.now),
    billedShare: tally.billedShare,
  }
}

/** The fate of a call whose reply did not properly end. */
function fateOf(tally: Tally, thrown: unknown, at: Circumstances): LiveReply {
  const { trace } = at
  if (trace.status !== null && trace.status >= 400) return fateOfError(readApiError(trace.status, trace.text), at)
  if (trace.fault !== null) return fateOfFault(trace.fault, at)
  const stated = streamError(thrown) ?? record(parsed(trace.text))?.error
  if (stated !== undefined && stated !== null) {
    const error = readApiError(null, { error: stated })
    const fate = tally.started ? undefined : fateOfError(error, at)
    // Who answered 200 took the request in: a rate or overload that it then names proves nothing of what it bills.
    return fate === undefined || fate.fate === 'refused' ? fateOfBreak(error, at) : fate
  }
  if (!trace.sent) {
    const failure = { reason: 'provider', message: `“${at.name}”: the request could not be made` } as const
    return { fate: 'failed', failure, requestId: null, latencyMs: null }
  }
  return fateOfFault({ kind: 'cut', message: brokenLine(thrown, trace) }, at)
}

function brokenLine(thrown: unknown, trace: Trace): string {
  if (trace.text !== '') return 'the reply is JSON that is no model’s reply, where a stream was asked for'
  if (thrown instanceof SyntaxError) return 'a piece of the stream cannot be read'
  return 'the stream ended before the answer had'
}

/** What an error event in a stream said. Both SDKs throw it as an error without a status. */
function streamError(thrown: unknown): unknown {
  if (!(thrown instanceof Error) || !('error' in thrown)) return undefined
  return record(thrown.error)?.error ?? thrown.error
}
