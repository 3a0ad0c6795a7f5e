import type {
  AnswerPiece,
  Headroom,
  LiveCall,
  LiveConnection,
  LiveReply,
  ModelAnswer,
  ModelCall,
  ModelConnection,
} from '../../shared/connection'
import { SwitchyardError } from '../../shared/errors'
import type { Settlement } from '../../shared/ledger/entries'
import type { Sha256, StopSignal } from '../../shared/nodes/kind'
import type { Budget } from './budget'
import type { Clock } from './clock'
import { laterHint } from './later'
import type { CallLedger, LedgerWriter } from './ledger'
import type { Pace } from './pace'
import {
  answerFrom,
  EarlierAnswers,
  haltOf,
  intentOf,
  type PricedCall,
  priceCall,
  refusedFor,
  requestHash,
  settlementOf,
  stopped,
} from './priced-call'

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
/** Nor do so many tries in a row reach one that is there: some fifteen seconds, while a server may be starting. */
const MOST_KNOCKS = 5
/** A pause that is longer than this is not waited for: the run halts, and can go on later. */
const LONGEST_PAUSE_MS = 10 * 60_000

export interface LiveCalls extends ModelConnection {
  /**
   * Resolves once no call is under way. A walk may be over before: of samples that are asked at once it does not wait for the others where
   * one cannot be made.
   */
  close(): Promise<void>
}

/**
 * A provider as the walk sees it. Around every call: its worst cost is set aside, its turn awaited, its row committed; then it is sent,
 * once; then what came of it is committed with the outcome. Only what was provably refused is sent again.
 */
export function liveCalls(options: LiveCallsOptions): LiveCalls {
  const { connection } = options
  const underWay = new CallsUnderWay()
  const answered = new EarlierAnswers(options.ledger)
  return {
    name: connection.name,
    virtual: false,
    source: 'live',
    quoteOf: (model) => connection.quoteOf(model),
    ask: (call) => {
      const request = requestHash(call, options.sha256)
      const earlier = answered.take(call.ordinal, request)
      return earlier === undefined
        ? new OneCall(options, underWay, call, request).make()
        : answerFrom(earlier, earlier.quote)
    },
    close: () => underWay.over(),
  }
}

/** Counts calls rather than keeping their promises: this is done for every one. */
class CallsUnderWay {
  private count = 0
  private tell: () => void = () => {}

  begin(): void {
    this.count += 1
  }

  end(): void {
    this.count -= 1
    if (this.count === 0) this.tell()
  }

  over(): Promise<void> {
    if (this.count === 0) return Promise.resolve()
    return new Promise((resolve) => {
      this.tell = resolve
    })
  }
}

type Refused = Extract<LiveReply, { fate: 'refused' }>

class OneCall {
  private readonly priced: PricedCall
  private readonly inputTokens: number
  /** What the pace counts it at. */
  private countedTokens = 0
  /** Whether the pace counts it among the calls in flight. */
  private inFlight = false

  constructor(
    private readonly options: LiveCallsOptions,
    private readonly underWay: CallsUnderWay,
    call: ModelCall,
    request: string,
  ) {
    this.priced = priceCall(options.connection, call, request, { signal: options.cutting })
    // About four bytes a token.
    this.inputTokens = Math.ceil(this.priced.inputBytes / 4)
  }

  async make(): Promise<ModelAnswer> {
    const { budget, clock, pace, runId, stopping } = this.options
    const { reservedUsd, call } = this.priced
    this.checkWanted()
    const room = budget.reserve(reservedUsd)
    if (room !== undefined) await room
    let spentUsd = 0
    this.underWay.begin()
    try {
      for (let sends = 1; ; sends += 1) {
        this.countedTokens = await pace.begin(`${runId} ${call.nodeId}`, this.inputTokens, stopping)
        this.inFlight = true
        const sentAt = clock.now()
        const came = await this.send()
        if (!('fate' in came)) {
          // What is not known to be free may have cost all that was set aside.
          spentUsd = came.booked?.billedUsd ?? reservedUsd ?? 0
          return came
        }
        pace.refused(sentAt, came.retryAfterMs)
        checkSensible(came, sends)
        if (sends >= MOST_SENDS) return refusedFor(MOST_SENDS, came.message)
      }
    } finally {
      budget.settle(reservedUsd, spentUsd)
      this.underWay.end()
    }
  }

  private landed(): void {
    if (this.inFlight) this.options.pace.end()
    this.inFlight = false
  }

  /** One request with its row. The row is there before anything leaves, and is gone again only if nothing was accepted. */
  private async send(): Promise<Refused | ModelAnswer> {
    const { connection, writer, clock, stopping, onPiece } = this.options
    const { priced } = this
    const { ordinal, seq, call } = priced
    try {
      this.checkWanted()
      await writer.write({ type: 'intend', intent: intentOf(priced, connection.name, clock.date()) })
      if (stopping.aborted) {
        await writer.write({ type: 'withdraw', ordinal, seq })
        throw stopped()
      }
      const reply = await connection.send(onPiece === undefined ? call : toldOf(call, onPiece))
      // It is in flight no longer: the next one need not wait for its row, unless the provider wants fewer.
      if (reply.fate !== 'refused') this.landed()
      if (reply.fate === 'refused' || reply.fate === 'halted') {
        await writer.write({ type: 'withdraw', ordinal, seq })
        if (reply.fate === 'halted') throw haltOf(reply)
        return reply
      }
      const settlement = settlementOf(priced, reply)
      await writer.write({ type: 'settle', settlement })
      this.keepPace(settlement, reply.fate === 'done' ? reply.headroom : null)
      return answerFrom(settlement, priced.quote)
    } finally {
      this.landed()
    }
  }

  private keepPace({ usage }: Settlement, headroom: Headroom | null): void {
    this.options.pace.wentThrough(this.countedTokens, usage, headroom)
  }

  private checkWanted(): void {
    if (this.options.stopping.aborted) throw stopped()
  }
}

function toldOf(call: ModelCall, onPiece: (call: ModelCall, piece: AnswerPiece) => void): LiveCall {
  return { ...call, onPiece: (piece) => onPiece(call, piece) }
}

/** Throws where it makes no sense to send a refused call once more. */
function checkSensible({ message, retryAfterMs, why }: Refused, sends: number): void {
  if (retryAfterMs !== null && retryAfterMs > LONGEST_PAUSE_MS)
    throw new SwitchyardError('RUN_HALTED', message, { hint: laterHint(retryAfterMs) })
  if (why === 'unreachable' && sends >= MOST_KNOCKS)
    throw new SwitchyardError('RUN_HALTED', message, { hint: 'see that the server runs and its address is right' })
}
