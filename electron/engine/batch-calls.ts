import { BATCH_SHARE, type BatchDesk } from '../../shared/batch'
import type { LiveConnection, LiveReply, ModelAnswer, ModelCall, ModelConnection } from '../../shared/connection'
import { lineOf, SwitchyardError } from '../../shared/errors'
import type { Sha256, StopSignal } from '../../shared/nodes/kind'
import { BatchOut, type Came, OutCall } from './batch-out'
import type { Budget } from './budget'
import type { Clock } from './clock'
import type { Gathering } from './gathering'
import { laterHint } from './later'
import type { CallLedger, CallToSettle, LedgerWriter, LeftBatch } from './ledger'
import { partsOf } from './parts'
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

export interface BatchCallsOptions {
  connection: LiveConnection
  desk: BatchDesk
  ledger: CallLedger
  writer: LedgerWriter
  budget: Budget
  clock: Clock
  gathering: Gathering
  /** Batches that an earlier part of the run has left with the provider. */
  left: readonly LeftBatch[]
  /** Nothing is sent once it is aborted; what is with the provider stays there until the run goes on. */
  stopping: StopSignal
  sha256: Sha256
  /** So many more calls are with the provider; fewer, where it is negative. */
  onOut?: (calls: number) => void
}

/** A call that was not done in so many batches is left alone: each may have taken a day. */
const MOST_BATCHES = 3
const MOST_SUBMITS = 12
/** Nor do so many tries in a row reach one that is there. */
const MOST_KNOCKS = 5
const FIRST_WAIT_MS = 1000
const LONGEST_WAIT_MS = 10 * 60_000

/** A call that waits for the next batch. */
interface Gathered {
  priced: PricedCall
  out: OutCall
}

/** A provider as the walks of a run see it whose calls go out in batches. `close` must follow. */
export interface BatchCalls extends ModelConnection {
  /** Resolves once nothing is sent, read or written any more. What is with the provider stays there. */
  close(): Promise<void>
}

/**
 * Calls wait until no walk of the run can go on without one; then all of them are one batch. Each row is committed with its worst cost
 * before that, and the batch's name right after the provider gave it: a program that is killed finds its calls again by it.
 */
export function batchCalls(options: BatchCallsOptions): BatchCalls {
  const { connection } = options
  const desk = new GatheringDesk(options)
  return {
    name: connection.name,
    virtual: false,
    source: 'live',
    quoteOf: (model) => connection.quoteOf(model),
    ask: (call) => desk.ask(call),
    close: () => desk.close(),
  }
}

class GatheringDesk {
  private gathered: Gathered[] = []
  /** Those that wait for an answer and are in no batch yet. */
  private readonly unsent = new Set<OutCall>()
  private readonly answered: EarlierAnswers
  /** Calls of an earlier part of the run that are with the provider, by problem and request. */
  private readonly leftCalls = new Map<string, OutCall[]>()
  private readonly batches = new Set<BatchOut>()
  private readonly tasks = new Set<Promise<void>>()
  private submits = 0
  private waits = false
  private over: SwitchyardError | undefined

  constructor(private readonly options: BatchCallsOptions) {
    const { gathering, stopping, ledger, left, budget } = options
    this.answered = new EarlierAnswers(ledger)
    gathering.onStill(() => this.submitAll())
    gathering.onOver(() => this.giveUp(stopped()))
    stopping.addEventListener('abort', () => this.giveUp(stopped()))
    for (const { id, calls } of left) {
      const out = calls.map((call) => new OutCall(call))
      for (const one of out) {
        budget.adopt(one.call.reservedUsd)
        one.came.then(
          (came) => budget.settle(one.call.reservedUsd, spentOf(came, one.call)),
          () => undefined,
        )
        const key = keyOf(one.call.ordinal, one.call.request)
        this.leftCalls.set(key, [...(this.leftCalls.get(key) ?? []), one])
      }
      this.follow(id, out)
    }
  }

  ask(call: ModelCall): ModelAnswer | Promise<ModelAnswer> {
    const { connection, gathering, sha256 } = this.options
    const request = requestHash(call, sha256)
    const earlier = this.answered.take(call.ordinal, request)
    if (earlier !== undefined) return answerFrom(earlier, earlier.quote)
    const priced = priceCall(connection, call, request, { share: BATCH_SHARE })
    const left = this.leftCalls.get(keyOf(call.ordinal, request))?.shift()
    return gathering.whileAsked(call.ordinal, left === undefined ? this.send(priced) : this.find(left, priced))
  }

  /** The answer to a call that was sent before. */
  private async find(left: OutCall, priced: PricedCall): Promise<ModelAnswer> {
    const came = await left.came
    return 'settlement' in came ? answerFrom(came.settlement, left.call.quote) : await this.send(priced)
  }

  private async send(priced: PricedCall): Promise<ModelAnswer> {
    if (this.over !== undefined) throw this.over
    const { budget } = this.options
    const room = budget.reserve(priced.reservedUsd)
    if (room !== undefined) await this.orGiveUp(room)
    let spentUsd = 0
    try {
      for (let times = 1; ; times += 1) {
        const came = await this.gather(priced)
        if ('settlement' in came) {
          spentUsd = spentOf(came, priced)
          return answerFrom(came.settlement, priced.quote)
        }
        if (times === MOST_BATCHES) return refusedFor(times, came.notDone)
      }
    } finally {
      budget.settle(priced.reservedUsd, spentUsd)
    }
  }

  private gather(priced: PricedCall): Promise<Came> {
    if (this.over !== undefined) throw this.over
    const out = new OutCall(priced)
    this.gathered.push({ priced, out })
    this.unsent.add(out)
    this.options.gathering.look()
    return out.came
  }

  private submitAll(): void {
    if (this.gathered.length === 0 || this.waits || this.over !== undefined) return
    const parts = partsOf(this.gathered.splice(0), this.options.desk.most)
    this.track(async () => {
      for (const part of parts) await this.submit(part)
    })
  }

  private async submit(part: readonly Gathered[]): Promise<void> {
    const { connection, desk, writer, clock } = this.options
    if (this.over !== undefined) return
    const sentAt = clock.date()
    const intents = part.map(({ priced }) => intentOf(priced, connection.name, sentAt))
    await Promise.all(intents.map((intent) => writer.write({ type: 'intend', intent })))
    if (this.over !== undefined) return await this.withdraw(part)
    const submission = await desk.submit(part.map(({ priced, out }) => ({ id: out.id, call: priced.call })))
    if (submission.ok) {
      const batch = { connection: connection.name, id: submission.batchId }
      const calls = part.map(({ priced: { ordinal, seq } }) => ({ ordinal, seq }))
      await writer.write({ type: 'batched', batch, at: clock.date(), calls })
      this.submits = 0
      const calledOut = part.map(({ out }) => out)
      for (const out of calledOut) this.unsent.delete(out)
      return this.follow(batch.id, calledOut)
    }
    const { reply } = submission
    if (reply.fate === 'unknown') {
      const settlements = part.map(({ priced }) => settlementOf(priced, reply))
      await Promise.all(settlements.map((settlement) => writer.write({ type: 'settle', settlement })))
      throw halted(
        reply.failure.message,
        'its calls count at the most they can cost and are not sent again; go on with the rest',
      )
    }
    await this.withdraw(part)
    if (reply.fate === 'halted') throw haltOf(reply)
    if (reply.fate === 'failed') throw halted(reply.failure.message, 'run it live, or put it right and go on')
    this.submitLater(part, reply)
  }

  /** The provider would not take it, and has not: it waits, and goes with whatever has gathered by then. */
  private submitLater(
    part: readonly Gathered[],
    { why, message, retryAfterMs }: Extract<LiveReply, { fate: 'refused' }>,
  ): void {
    const { clock, gathering } = this.options
    this.submits += 1
    const wait = retryAfterMs ?? Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (this.submits - 1))
    const most = why === 'unreachable' ? MOST_KNOCKS : MOST_SUBMITS
    if (this.submits >= most || wait > LONGEST_WAIT_MS) throw halted(message, laterHint(wait))
    this.gathered = this.gathered.concat(part)
    this.waits = true
    clock.after(wait, () => {
      this.waits = false
      gathering.look()
    })
  }

  private follow(id: string, calls: readonly OutCall[]): void {
    if (this.over !== undefined) {
      for (const call of calls) call.fail(this.over)
      return
    }
    const batch = new BatchOut(this.options, id, calls)
    const { onOut } = this.options
    this.batches.add(batch)
    onOut?.(calls.length)
    this.track(async () => {
      await batch.follow()
      this.batches.delete(batch)
      onOut?.(-calls.length)
    })
  }

  private async withdraw(part: readonly Gathered[]): Promise<void> {
    const { writer } = this.options
    const rows = part.map(({ priced: { ordinal, seq } }) => ({ type: 'withdraw', ordinal, seq }) as const)
    await Promise.all(rows.map((row) => writer.write(row)))
  }

  private track(work: () => Promise<void>): void {
    const task = this.orGiveUp(work()).catch(() => undefined)
    this.tasks.add(task)
    void task.then(() => this.tasks.delete(task))
  }

  private async orGiveUp<T>(work: Promise<T>): Promise<T> {
    try {
      return await work
    } catch (error) {
      // What nobody foresaw is no fault of a problem either: it is not to fail by it.
      const known = error instanceof SwitchyardError ? error : halted(lineOf(error), 'go on with the run')
      this.giveUp(known)
      throw known
    }
  }

  /** Nobody is kept waiting any more. What is with the provider stays there, and is found again when the run goes on. */
  private giveUp(error: SwitchyardError): void {
    if (this.over !== undefined) return
    this.over = error
    for (const batch of this.batches) batch.leave(error)
    for (const out of this.unsent) out.fail(error)
  }

  async close(): Promise<void> {
    this.giveUp(stopped())
    while (this.tasks.size > 0) await Promise.all(this.tasks)
  }
}

/** What is not known to be free may have cost all that was set aside. */
function spentOf(came: Came, { reservedUsd }: CallToSettle): number {
  return 'settlement' in came ? (came.settlement.billedUsd ?? reservedUsd ?? 0) : 0
}

const keyOf = (ordinal: number, request: string): string => `${ordinal} ${request}`

function halted(message: string, hint: string): SwitchyardError {
  return new SwitchyardError('RUN_HALTED', message, { hint })
}
