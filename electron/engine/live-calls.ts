import type {
  AnswerPiece,
  LiveConnection,
  LiveReply,
  ModelAnswer,
  ModelCall,
  ModelConnection,
} from '../../shared/connection'
import { SwitchyardError } from '../../shared/errors'
import { canonicalJson } from '../../shared/hash'
import { costOf, type PriceQuote, type Usage, worstCostOf } from '../../shared/ledger/price'
import type { Sha256, StopSignal } from '../../shared/nodes/kind'
import type { Budget } from './budget'
import type { Clock } from './clock'
import type { CallLedger, EarlierCall, LedgerWriter, Settlement } from './ledger'
import type { Pace } from './pace'

export interface LiveCallsOptions {
  connection: LiveConnection
  ledger: CallLedger
  writer: LedgerWriter
  budget: Budget
  pace: Pace
  clock: Clock
  /** Names the run to the pace, where runs take turns. */
  runId: string
  /** Nothing is sent once it is aborted; calls under way are awaited. */
  stopping: StopSignal
  /** Calls under way are cut once it is aborted. */
  cutting: StopSignal
  sha256: Sha256
  onPiece?: ((call: ModelCall, piece: AnswerPiece) => void) | undefined
}

/** A provider that refuses a call this often in a row is left alone. */
const MOST_SENDS = 12
/** Output tokens at most where the node sets no limit. */
const DEFAULT_MOST_TOKENS = 32_000
/** Nor do so many tries in a row reach one that is there: some fifteen seconds, while a server may be starting. */
const MOST_KNOCKS = 5
/** A pause that is longer than this is not waited for: the run halts, and can go on later. */
const LONGEST_PAUSE_MS = 10 * 60_000

/**
 * A provider as the walk sees it. Around every call: its worst cost is set aside, its turn awaited, its row committed; then it is sent,
 * once; then what came of it is committed with the outcome. Only what was provably refused is sent again.
 */
export function liveCalls(options: LiveCallsOptions): ModelConnection {
  const { connection } = options
  const answered = new EarlierAnswers(options.ledger)
  return {
    name: connection.name,
    virtual: false,
    source: 'live',
    quoteOf: (model) => connection.quoteOf(model),
    ask: (call) => {
      const request = requestHash(call, options.sha256)
      const earlier = answered.take(call.ordinal, request)
      return earlier === undefined ? new OneCall(options, call, request).make() : answerAgain(earlier)
    },
  }
}

/** What is asked, whoever asks: the same text with the same settings of the same model has the same hash. */
export function requestHash(call: ModelCall, sha256: Sha256): string {
  const { model, system, prompt, maxTokens, temperature, effort, logprobs, labels } = call
  const asked = canonicalJson({ model, system, prompt, maxTokens, temperature, effort, logprobs, labels })
  return sha256(asked).slice(0, 32)
}

/** Whatever a connection that is in order replies. */
type Taken = Exclude<LiveReply, { fate: 'halted' }>

class OneCall {
  private readonly call: ModelCall
  private readonly quote: PriceQuote | null
  private readonly reservedUsd: number | null
  private readonly tokens: number

  constructor(
    private readonly options: LiveCallsOptions,
    call: ModelCall,
    private readonly request: string,
  ) {
    this.call = call.maxTokens === undefined ? { ...call, maxTokens: mostTokens(options.connection, call.model) } : call
    const inputBytes = byteLength(call.system) + byteLength(call.prompt)
    this.quote = options.connection.quoteOf(call.model)
    this.reservedUsd = worstCostOf({ inputBytes, maxTokens: this.call.maxTokens }, this.quote?.price ?? null)
    // About four bytes a token; the answer's length is not known yet.
    this.tokens = Math.ceil(inputBytes / 4)
  }

  async make(): Promise<ModelAnswer> {
    const { budget } = this.options
    this.checkWanted()
    await budget.reserve(this.reservedUsd)
    let spentUsd = 0
    try {
      const answer = await this.sendUntilTaken()
      // What is not known to be free may have cost all that was set aside.
      spentUsd = answer.booked?.billedUsd ?? this.reservedUsd ?? 0
      return answer
    } finally {
      budget.settle(this.reservedUsd, spentUsd)
    }
  }

  private async sendUntilTaken(): Promise<ModelAnswer> {
    const { clock, pace, runId, stopping } = this.options
    for (let sends = 1; ; sends += 1) {
      await pace.begin(`${runId} ${this.call.nodeId}`, this.tokens, stopping)
      const sentAt = clock.now()
      const turn = onceOnly(() => pace.end())
      const reply = await this.sendOnce(turn).finally(turn)
      if (reply.fate === 'refused') {
        pace.refused(sentAt, reply.retryAfterMs)
        if ((reply.retryAfterMs ?? 0) > LONGEST_PAUSE_MS) throw this.halt(reply.message, 'go on with the run later')
        if (reply.why === 'unreachable' && sends >= MOST_KNOCKS)
          throw this.halt(reply.message, 'see that the server runs and its address is right')
        if (sends < MOST_SENDS) continue
      }
      return this.answerOf(reply)
    }
  }

  /** One request with its row. The row is there before anything leaves, and is gone again only if nothing was accepted. */
  private async sendOnce(landed: () => void): Promise<Taken> {
    const { connection, writer, clock, stopping, cutting, onPiece } = this.options
    const { call, request, quote, reservedUsd } = this
    const { ordinal, seq, nodeId, role, model, sample } = call
    this.checkWanted()
    const sentAt = clock.date()
    const who = { ordinal, seq, nodeId, role, connection: connection.name, model, quote, sample }
    await writer.write({ type: 'intend', intent: { ...who, request, reservedUsd, sentAt } })
    if (stopping.aborted) {
      await writer.write({ type: 'withdraw', ordinal, seq })
      throw stopped()
    }
    const pieces = onPiece === undefined ? undefined : (piece: AnswerPiece): void => onPiece(call, piece)
    const reply = await connection.send({ ...call, signal: cutting, onPiece: pieces })
    // It is in flight no longer: the next one need not wait for its row, unless the provider wants fewer.
    if (reply.fate !== 'refused') landed()
    if (reply.fate === 'refused' || reply.fate === 'halted') await writer.write({ type: 'withdraw', ordinal, seq })
    else await writer.write({ type: 'settle', settlement: this.settlementOf(reply) })
    if (reply.fate === 'halted')
      throw this.halt(reply.message, reply.hint, reply.why === 'key' ? 'RUN_REFUSED' : 'RUN_HALTED')
    return reply
  }

  private settlementOf(reply: Exclude<Taken, { fate: 'refused' }>): Settlement {
    const { ordinal, seq, problemId, model } = this.call
    const base = { ordinal, seq, problemId, model, request: this.request, requestId: reply.requestId }
    if (reply.fate === 'done') {
      const { usage, latencyMs, answer, confidence, meanLogprob, failure } = reply.answer
      const usd = reply.answer.usd ?? costOf(usage, this.quote?.price ?? null)
      const billedUsd = usd === null ? null : usd * reply.billedShare
      return { ...base, state: 'done', usage, usd, billedUsd, latencyMs, answer, confidence, meanLogprob, failure }
    }
    const { failure, latencyMs } = reply
    const nothing = { answer: null, confidence: null, meanLogprob: null }
    if (reply.fate === 'failed')
      return { ...base, ...nothing, state: 'failed', usage: noUsage, usd: 0, billedUsd: 0, latencyMs, failure }
    const { reservedUsd: usd } = this
    const usage = reply.usage ?? noUsage
    return { ...base, ...nothing, state: 'unknown', usage, usd, billedUsd: usd, latencyMs, failure }
  }

  private answerOf(reply: Taken): ModelAnswer {
    const { pace } = this.options
    if (reply.fate === 'refused') return refusedFor(reply.message)
    const settlement = this.settlementOf(reply)
    const { inputTokens, outputTokens } = settlement.usage
    const used = inputTokens === null || outputTokens === null ? null : inputTokens + outputTokens
    pace.wentThrough(this.tokens, used, reply.fate === 'done' ? reply.headroom : null)
    return answerFrom(settlement, this.quote, settlement.seq)
  }

  private checkWanted(): void {
    if (this.options.stopping.aborted) throw stopped()
  }

  private halt(message: string, hint: string, code: 'RUN_HALTED' | 'RUN_REFUSED' = 'RUN_HALTED'): SwitchyardError {
    return new SwitchyardError(code, message, { hint })
  }
}

/** The calls that an earlier part of the run has paid for: each answers once, in the order in which they were sent. */
class EarlierAnswers {
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

function answerAgain(earlier: EarlierCall): ModelAnswer {
  return answerFrom(earlier, earlier.quote, earlier.seq)
}

type Settled = Omit<EarlierCall, 'quote' | 'ordinal' | 'request'>

function answerFrom(settled: Settled, quote: PriceQuote | null, seq: number): ModelAnswer {
  const { state, usage, usd, billedUsd, latencyMs, answer, confidence, meanLogprob, failure, requestId } = settled
  const booked = { source: 'live' as const, state, billedUsd, quote, requestId, seq }
  return { answer, failure, confidence, meanLogprob, usage, usd, latencyMs, score: null, booked }
}

/** Nothing was accepted, so nothing is billed and there is no row. */
function refusedFor(message: string): ModelAnswer {
  const failure = { reason: 'provider' as const, message: `refused ${MOST_SENDS} times: ${message}` }
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

function onceOnly(work: () => void): () => void {
  let done = false
  return () => {
    if (!done) work()
    done = true
  }
}

/** Every call is sent with a limit, so that what it can cost at most is known. */
function mostTokens(connection: LiveConnection, model: string): number {
  return Math.min(connection.capabilitiesOf(model).maxOutputTokens ?? DEFAULT_MOST_TOKENS, DEFAULT_MOST_TOKENS)
}

const noUsage: Usage = { inputTokens: null, outputTokens: null }

function stopped(): SwitchyardError {
  return new SwitchyardError('RUN_STOPPED', 'the run was stopped', { hint: 'go on with it when you like' })
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
