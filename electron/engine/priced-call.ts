import type { LiveConnection, LiveReply, ModelAnswer, ModelCall } from '../../shared/connection'
import { SwitchyardError } from '../../shared/errors'
import type { EarlierCall, Intent, Settlement } from '../../shared/ledger/entries'
import { costOf, type PriceQuote, type Usage, worstCostOf } from '../../shared/ledger/price'
import type { Sha256, StopSignal } from '../../shared/nodes/kind'
import type { CallLedger, CallToSettle } from './ledger'

/** A call with its limit and its worst cost. */
export interface PricedCall extends CallToSettle {
  call: ModelCall
  inputBytes: number
}

/** Output tokens at most where the node sets no limit. */
const DEFAULT_MOST_TOKENS = 32_000

/** What is asked, whoever asks: the same text with the same settings of the same model has the same hash. */
export function requestHash(call: ModelCall, sha256: Sha256): string {
  const { model, system, prompt, maxTokens, temperature, effort, logprobs, labels } = call
  // In the order of canonical JSON, which it is: sorting the keys anew would take longer than the hash.
  const asked = JSON.stringify({ effort, labels, logprobs, maxTokens, model, prompt, system, temperature })
  return sha256(asked).slice(0, 32)
}

/** `share`: what is billed of the list price. `signal` is aborted when nobody wants the answer any more. */
export function priceCall(
  connection: LiveConnection,
  asked: ModelCall,
  request: string,
  { share = 1, signal = asked.signal }: { share?: number; signal?: StopSignal } = {},
): PricedCall {
  const { ordinal, seq, problemId, model, again } = asked
  // Every call is sent with a limit, so that what it can cost at most is known.
  const maxTokens = asked.maxTokens ?? mostTokens(connection, model)
  const call = { ...asked, maxTokens, signal }
  const inputBytes = byteLength(call.system) + byteLength(call.prompt)
  const quote = connection.quoteOf(model)
  const worst = worstCostOf({ inputBytes, maxTokens }, quote?.price ?? null)
  const reservedUsd = worst === null ? null : worst * share
  return { ordinal, seq, problemId, model, request, again, quote, reservedUsd, call, inputBytes }
}

export function intentOf(priced: PricedCall, connection: string, sentAt: number): Intent {
  const { ordinal, seq, model, quote, request, reservedUsd } = priced
  const { nodeId, role, sample } = priced.call
  return { ordinal, seq, nodeId, role, connection, model, quote, sample, request, reservedUsd, sentAt }
}

/** What the ledger holds of a reply, where there is a row for it. */
export function settlementOf(
  call: CallToSettle,
  reply: Exclude<LiveReply, { fate: 'refused' } | { fate: 'halted' }>,
): Settlement {
  const { ordinal, seq, problemId, model, request, again, quote, reservedUsd } = call
  const { requestId } = reply
  // One literal where all went well: this is done for every call.
  if (reply.fate === 'done') {
    const { usage, latencyMs, answer, confidence, meanLogprob, failure } = reply.answer
    const usd = reply.answer.usd ?? costOf(usage, quote?.price ?? null)
    const billedUsd = usd === null ? null : usd * reply.billedShare
    // biome-ignore format: in the order of the interface
    return { ordinal, seq, problemId, model, request, again, requestId, state: 'done', usage, usd, billedUsd, latencyMs, answer, confidence, meanLogprob, failure }
  }
  const { failure, latencyMs } = reply
  const nothing = { answer: null, confidence: null, meanLogprob: null }
  const base = { ordinal, seq, problemId, model, request, again, requestId, ...nothing, latencyMs, failure }
  if (reply.fate === 'failed') return { ...base, state: 'failed', usage: noUsage, usd: 0, billedUsd: 0 }
  return { ...base, state: 'unknown', usage: reply.usage ?? noUsage, usd: reservedUsd, billedUsd: reservedUsd }
}

/** The calls that an earlier part of the run has paid for: each answers once, in the order in which they were sent. */
export class EarlierAnswers {
  private readonly left = new Map<number, EarlierCall[]>()

  constructor(private readonly ledger: CallLedger) {}

  take(ordinal: number, request: string): EarlierCall | undefined {
    let calls = this.left.get(ordinal)
    if (calls === undefined) {
      calls = [...this.ledger.earlier(ordinal)]
      // Most problems have none: only what is there is kept.
      if (calls.length > 0) this.left.set(ordinal, calls)
    }
    const at = calls.findIndex((call) => call.request === request)
    return at < 0 ? undefined : calls.splice(at, 1)[0]
  }
}

type Settled = Omit<EarlierCall, 'quote' | 'ordinal' | 'request'>

export function answerFrom(settled: Settled, quote: PriceQuote | null): ModelAnswer {
  const { state, usage, usd, billedUsd, latencyMs, answer, confidence, meanLogprob, failure, requestId, seq } = settled
  const booked = { source: 'live' as const, state, billedUsd, quote, requestId, seq }
  return { answer, failure, confidence, meanLogprob, usage, usd, latencyMs, score: null, booked }
}

/** Nothing was accepted, so nothing is billed and there is no row. */
export function refusedFor(times: number, message: string): ModelAnswer {
  const failure = { reason: 'provider' as const, message: `refused ${times} times: ${message}` }
  const booked = { source: 'live' as const, state: 'failed' as const, billedUsd: 0, quote: null, requestId: null }
  return {
    answer: null,
    failure,
    confidence: null,
    meanLogprob: null,
    usage: noUsage,
    usd: 0,
    latencyMs: null,
    score: null,
    booked: { ...booked, seq: null },
  }
}

/** Output tokens at most of a call whose node sets no limit. */
export function mostTokens(connection: Pick<LiveConnection, 'capabilitiesOf'>, model: string): number {
  return Math.min(connection.capabilitiesOf(model).maxOutputTokens ?? DEFAULT_MOST_TOKENS, DEFAULT_MOST_TOKENS)
}

const noUsage: Usage = { inputTokens: null, outputTokens: null }

export function stopped(): SwitchyardError {
  return new SwitchyardError('RUN_STOPPED', 'the run was stopped', { hint: 'go on with it when you like' })
}

/** A connection with which nothing can be done until a person acts. */
export function haltOf({ message, hint, why }: Extract<LiveReply, { fate: 'halted' }>): SwitchyardError {
  return new SwitchyardError(why === 'key' ? 'RUN_REFUSED' : 'RUN_HALTED', message, { hint })
}

/** Bytes of the text in UTF-8: no tokeniser makes more tokens of it. */
function byteLength(text: string): number {
  let bytes = 0
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    // A surrogate is half of four bytes.
    bytes += unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 2 : 3
  }
  return bytes
}
