import type { BatchDesk, BatchResult } from '../../shared/batch'
import type { LiveReply } from '../../shared/connection'
import { SwitchyardError } from '../../shared/errors'
import type { StopSignal } from '../../shared/nodes/kind'
import type { Clock } from './clock'
import type { Gathering } from './gathering'
import type { BatchName, CallToSettle, LedgerWriter, Settlement } from './ledger'
import { haltOf, settlementOf } from './priced-call'

/** What became of a call in its batch. Where it was not done its row is gone, and it may go into another batch. */
export type Came = { settlement: Settlement } | { notDone: string }

/** A call on its way to a batch, or in one. */
export class OutCall {
  /** What its result is found again by; with the batch it names one row of the ledger. */
  readonly id: string
  readonly came: Promise<Came>
  take: (came: Came) => void = () => {}
  fail: (error: unknown) => void = () => {}

  constructor(readonly call: CallToSettle) {
    this.id = `${call.ordinal}-${call.seq}`
    this.came = new Promise((resolve, reject) => {
      this.take = resolve
      this.fail = reject
    })
    // A call that was left from before may have nobody who asks for it yet.
    this.came.catch(() => undefined)
  }
}

export interface BatchOutOptions {
  connection: { readonly name: string }
  desk: BatchDesk
  writer: LedgerWriter
  clock: Clock
  gathering: Gathering
  stopping: StopSignal
}

const FIRST_POLL_MS = 1000
const LONGEST_POLL_MS = 60_000
const POLL_GROWTH = 1.5
/** A provider that says so often that there is no such batch is believed. */
const MOST_DENIALS = 3

/** A batch that is with its provider: asked after at growing intervals, and its results given to whoever waits for them. */
export class BatchOut {
  private readonly name: BatchName
  private readonly calls: Map<string, OutCall>
  private notDone = 0
  private denials = 0
  private isLeft = false
  private wake = (): void => {}

  constructor(
    private readonly options: BatchOutOptions,
    id: string,
    calls: readonly OutCall[],
  ) {
    this.name = { connection: options.connection.name, id }
    this.calls = new Map(calls.map((call) => [call.id, call]))
  }

  /** Resolves when all of its calls are accounted for, or it was left alone. Throws what only a person can put right. */
  async follow(): Promise<void> {
    const { desk, stopping } = this.options
    for (let wait = FIRST_POLL_MS; !this.isLeft; wait = Math.min(LONGEST_POLL_MS, wait * POLL_GROWTH)) {
      await this.pause(wait)
      if (this.isLeft) return
      const progress = await desk.poll(this.name.id, stopping)
      if (this.isLeft) return
      if (!progress.ok) this.checkReply(progress.reply)
      else if (progress.status === 'rejected') return await this.turnedAway(progress.message)
      else if (progress.status === 'ended' && (await this.collect())) return
    }
  }

  /** Asks after it no more: whoever waits is told why. The provider goes on with it. */
  leave(error: unknown): void {
    this.isLeft = true
    for (const call of this.calls.values()) call.fail(error)
    this.wake()
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const callOff = this.options.clock.after(ms, resolve)
      this.wake = () => {
        callOff()
        resolve()
      }
    })
  }

  /** Reads the results, however they are ordered. False: not all could be read, and it is to be tried again. */
  private async collect(): Promise<boolean> {
    const { desk, gathering, writer, clock, stopping } = this.options
    // Nothing goes out before all who are answered here have had their say.
    gathering.hold()
    try {
      const taken = new Map<string, Promise<unknown>>()
      const broken: unknown[] = []
      const onResult = ({ id, reply }: BatchResult): void => {
        const call = this.calls.get(id)
        if (call === undefined || taken.has(id)) return
        taken.set(
          id,
          this.take(call, reply).catch((error: unknown) => broken.push(error)),
        )
      }
      const reading = await desk.results(this.name.id, onResult, stopping)
      await Promise.all(taken.values())
      if (broken.length > 0) throw broken[0]
      if (!reading.ok) {
        this.checkReply(reading.reply)
        return false
      }
      await Promise.all([...this.calls.values()].map((call) => this.take(call, this.noResult())))
      await writer.write({ type: 'collected', batch: this.name, at: clock.date(), notDone: this.notDone })
      return true
    } finally {
      gathering.release()
    }
  }

  private async take(out: OutCall, reply: LiveReply): Promise<void> {
    const { writer } = this.options
    const { ordinal, seq } = out.call
    if (reply.fate === 'refused' || reply.fate === 'halted') {
      this.notDone += 1
      await writer.write({ type: 'withdraw', ordinal, seq })
      this.calls.delete(out.id)
      if (reply.fate === 'refused') out.take({ notDone: reply.message })
      else out.fail(haltOf(reply))
      return
    }
    const settlement = settlementOf(out.call, reply)
    await writer.write({ type: 'settle', settlement })
    this.calls.delete(out.id)
    out.take({ settlement })
  }

  private noResult(): LiveReply {
    const message = `“${this.name.connection}”: its batch has ended without a result of it`
    return { fate: 'unknown', failure: { reason: 'provider', message }, requestId: null, latencyMs: null, usage: null }
  }

  /** None of it was done and none is billed, and it would be turned away again. */
  private async turnedAway(message: string | null): Promise<void> {
    const { writer, clock } = this.options
    const calls = [...this.calls.values()]
    await Promise.all(calls.map(({ call: { ordinal, seq } }) => writer.write({ type: 'withdraw', ordinal, seq })))
    await writer.write({ type: 'collected', batch: this.name, at: clock.date(), notDone: calls.length })
    const why = `“${this.name.connection}” has turned the batch “${this.name.id}” away: ${message ?? 'it does not say why'}`
    const error = new SwitchyardError('RUN_HALTED', why, { hint: 'go on to send it again, or start the run live' })
    this.leave(error)
    throw error
  }

  /** What may pass is waited for. */
  private checkReply(reply: Exclude<LiveReply, { fate: 'done' }>): void {
    let error: SwitchyardError | undefined
    if (reply.fate === 'halted') error = haltOf(reply)
    else if (reply.fate === 'failed') {
      this.denials += 1
      const hint = 'go on with the run to look for it again; nothing of it is sent twice'
      if (this.denials >= MOST_DENIALS) {
        const message = `the batch “${this.name.id}” cannot be read: ${reply.failure.message}`
        error = new SwitchyardError('RUN_HALTED', message, { hint })
      }
    } else this.denials = 0
    if (error === undefined) return
    this.leave(error)
    throw error
  }
}
