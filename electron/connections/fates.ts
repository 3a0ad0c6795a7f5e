import type { LiveReply } from '../../shared/connection'
import type { Usage } from '../../shared/ledger/price'
import type { ApiError } from './api-error'
import { retryAfterMs } from './retry-after'
import { wordsOf } from './scrub'
import type { Trace } from './transport'
import type { TransportFault } from './transport-fault'

/** What a fate is told from, besides what went wrong. */
export interface Circumstances {
  /** The connection's name. */
  name: string
  trace: Trace
  /** `null` where nobody waited for it: in a batch. */
  latencyMs: number | null
  /** What a stream had stated before it broke. */
  usage: Usage | null
  requestId: string | null
  now: number
  scrub: (text: string) => string
  /** Takes the key out of a model's own words and leaves all else. */
  unkey: (text: string) => string
}

/** Any fate but `done`. */
export type Unsuccessful = Exclude<LiveReply, { fate: 'done' }>

/** The fate of a call that met a fault below the API. */
export function fateOfFault(fault: TransportFault, at: Circumstances): Unsuccessful {
  const line = `“${at.name}”: ${at.scrub(fault.message)}`
  switch (fault.kind) {
    case 'key':
      return { fate: 'halted', why: 'key', message: line, hint: `set the key of “${at.name}”` }
    case 'blocked':
    case 'redirect':
      return failed(at, `${line}; check the connection’s base URL`)
    // Whoever sent the page is no provider that bills: a sign-in page in between, or a base URL without its path.
    case 'page':
      return failed(at, `${line}; is the base URL whole, or does this network ask for a sign-in?`)
    case 'dns':
    case 'tls':
    case 'connect':
    case 'cut':
    case 'too-long':
    case 'idle':
    case 'total':
    case 'stopped':
      if (at.trace.sent)
        return unknown(at, fault.kind === 'idle' || fault.kind === 'total' ? 'timeout' : 'provider', line)
      return { fate: 'refused', why: 'unreachable', message: line, retryAfterMs: null }
  }
}

/** The fate of a call that the server answered with an error, by its status and by what the error calls itself. */
export function fateOfError(error: ApiError, at: Circumstances): Unsuccessful {
  const { status } = error
  const words = wordsOf(error.words, at.scrub)
  const line = `“${at.name}” ${status === null ? 'reported an error' : `answered ${status}`}${words === '' ? '' : `: ${words}`}`
  if (isAccount(error)) {
    return { fate: 'halted', why: 'account', message: line, hint: 'see the provider’s billing page' }
  }
  if (error.moderated) return { ...failed(at, line), failure: { reason: 'refusal', message: line } }
  if (isKey(error)) {
    return { fate: 'halted', why: 'key', message: line, hint: `check the key of “${at.name}” and what it may use` }
  }
  if (status === 429 || (status === null && error.marks.some((mark) => rateMarks.has(mark))))
    return refused('rate', line, at)
  if (isOverload(error, at.trace.headers)) return refused('overloaded', line, at)
  if (status === null || status >= 500 || status === 408) return unknown(at, 'provider', line)
  return failed(at, line)
}

/** The fate of a call whose stream had begun when it reported an error: it was accepted, whatever the error calls itself. */
export function fateOfBreak(error: ApiError, at: Circumstances): Unsuccessful {
  const words = wordsOf(error.words, at.scrub)
  return unknown(at, 'provider', `“${at.name}” broke off with an error${words === '' ? '' : `: ${words}`}`)
}

const accountMarks = new Set([
  'insufficient_quota',
  'billing_error',
  'billing_hard_limit_reached',
  'billing_not_active',
  'access_terminated',
  'account_deactivated',
  'enforced_spend_limit_reached',
  'contract_spend_limit_reached',
  'linked_organization_spend_limit_reached',
  'insufficient_credits',
  'budget_exceeded',
])
const keyMarks = new Set(['authentication_error', 'permission_error', 'invalid_api_key', 'auth_error'])
const rateMarks = new Set(['rate_limit_error', 'rate_limit_exceeded', 'requests', 'tokens', 'too_many_requests'])
const overloadMarks = new Set(['overloaded_error', 'overloaded', 'server_overloaded', 'slow_down', 'unavailable_error'])

function isAccount({ status, marks, words }: ApiError): boolean {
  if (status === 402 || marks.some((mark) => accountMarks.has(mark))) return true
  return (status === 400 || status === 403) && /credit balance is too low|budget has been exceeded/i.test(words)
}

function isKey({ status, marks }: ApiError): boolean {
  return status === 401 || status === 403 || (status === null && marks.some((mark) => keyMarks.has(mark)))
}

/**
 * 529, or a 503 that says when to come back or that a model is loading: the request was turned away at the door. An error without a
 * status must name itself by its code: its words alone prove nothing.
 */
function isOverload({ status, marks, words }: ApiError, headers: Headers | null): boolean {
  if (status === 529) return true
  const named = marks.some((mark) => overloadMarks.has(mark))
  if (status === null) return named
  const says = named || /overloaded|loading model|model is (still )?loading/i.test(words)
  if (status !== 503) return false
  return says || headers?.get('retry-after') != null || headers?.get('retry-after-ms') != null
}

function failed(at: Circumstances, message: string): LiveReply & { fate: 'failed' } {
  const { requestId, latencyMs } = at
  return { fate: 'failed', failure: { reason: 'provider', message }, requestId, latencyMs }
}

function refused(why: 'rate' | 'overloaded', message: string, { trace, now }: Circumstances): Unsuccessful {
  const wait = trace.headers === null ? null : retryAfterMs(trace.headers, now)
  return { fate: 'refused', why, message, retryAfterMs: wait }
}

function unknown(at: Circumstances, reason: 'timeout' | 'provider', message: string): Unsuccessful {
  const { requestId, latencyMs, usage } = at
  return { fate: 'unknown', failure: { reason, message }, requestId, latencyMs, usage }
}
