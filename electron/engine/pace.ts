import type { Headroom } from '../../shared/connection'
import type { Usage } from '../../shared/ledger/price'
import type { StopSignal } from '../../shared/nodes/kind'
import type { Clock } from './clock'
import { RateLimit } from './rate-limit'

export interface PaceLimits {
  /** Calls in flight at most. */
  concurrency: number
  requestsPerMinute: number | null
  tokensPerMinute: number | null
}

export interface PaceState {
  inFlight: number
  waiting: number
  /** How many may be in flight at present: fewer than the limit after the provider has refused. */
  width: number
  /** Milliseconds until calls are sent again, where the provider asked for a pause; else 0. */
  blockedMs: number
}

interface Waiting {
  inputTokens: number
  stopping: StopSignal
  go: (countedTokens: number) => void
}

/** Where a provider refuses and does not say how long to wait, in milliseconds; doubled at each refusal in a row. */
const FIRST_WAIT_MS = 1000
const LONGEST_WAIT_MS = 60_000
/** Tokens of an answer before there was one. */
const FIRST_GUESS = 500
/** How much the newest answer says of the next one's length. */
const NEWEST_SHARE = 0.1

/**
 * How fast calls go to one connection. Half as many at once after each refusal (additive increase, multiplicative decrease, as in
 * Chiu and Jain, 1989), one more for every full round that went well. Nodes take turns, so that one that asks for many samples
 * does not hold up the rest.
 */
export class Pace {
  private readonly queues = new Map<string, Waiting[]>()
  private readonly heeded = new WeakSet<StopSignal>()
  private waiting = 0
  private inFlight = 0
  private width: number
  private wentWell = 0
  /** Tokens of a usual answer, thinking included; `null` before there is one. */
  private usualAnswer: number | null = null
  private refusals = 0
  private blockedUntil = 0
  /** Refusals of calls that were sent before the last halving say nothing new. */
  private halvedAt = Number.NEGATIVE_INFINITY
  /** Calls off what would serve whoever waits. */
  private callOff: (() => void) | null = null
  private readonly requests: RateLimit
  private readonly tokens: RateLimit

  constructor(
    private readonly limits: PaceLimits,
    private readonly clock: Clock,
  ) {
    this.width = limits.concurrency
    this.requests = new RateLimit(limits.requestsPerMinute, clock.now())
    this.tokens = new RateLimit(limits.tokensPerMinute, clock.now())
  }

  get state(): PaceState {
    const { inFlight, waiting, width, blockedUntil, clock } = this
    return { inFlight, waiting, width, blockedMs: Math.max(0, blockedUntil - clock.now()) }
  }

  /**
   * Resolves when a call with so much input may be sent, with the tokens that it is counted at: a usual answer's are among them, since its
   * own are not known yet. `end` must follow. Resolves at once where nothing holds it up.
   */
  begin(who: string, inputTokens: number, stopping: StopSignal): Promise<number> {
    // As a call that was refused after the stop: it would wait for its turn, perhaps minutes, to find that out.
    if (stopping.aborted) {
      this.inFlight += 1
      return Promise.resolve(0)
    }
    this.heed(stopping)
    return new Promise((go) => {
      const waiting: Waiting = { inputTokens, stopping, go }
      const queue = this.queues.get(who)
      if (queue === undefined) this.queues.set(who, [waiting])
      else queue.push(waiting)
      this.waiting += 1
      this.serve()
    })
  }

  /** A listener for each call that waits would cost more than the waiting. */
  private heed(stopping: StopSignal): void {
    if (this.heeded.has(stopping)) return
    this.heeded.add(stopping)
    stopping.addEventListener('abort', () => this.letGo(stopping), { once: true })
  }

  /** Whoever is no longer wanted goes at once, to find that out. */
  private letGo(stopping: StopSignal): void {
    for (const [who, queue] of this.queues) {
      const leaving = queue.filter((waiting) => waiting.stopping === stopping)
      this.queues.set(
        who,
        queue.filter((waiting) => waiting.stopping !== stopping),
      )
      this.waiting -= leaving.length
      this.inFlight += leaving.length
      for (const { go } of leaving) go(0)
    }
    // A minute that nobody waits for any more would keep a program from ending.
    if (this.waiting === 0) this.rest()
  }

  private rest(): void {
    this.callOff?.()
    this.callOff = null
  }

  /** The call has ended, however it did. */
  end(): void {
    this.inFlight -= 1
    this.serve()
  }

  wentThrough(
    countedTokens: number,
    usage: Pick<Usage, 'inputTokens' | 'outputTokens'>,
    headroom: Headroom | null,
  ): void {
    this.refusals = 0
    this.learn(countedTokens, usage)
    if (headroom?.resetMs != null && (headroom.requestsLeft === 0 || headroom.tokensLeft === 0))
      this.block(Math.min(headroom.resetMs, LONGEST_WAIT_MS))
    this.wentWell += 1
    if (this.wentWell < this.width || this.width >= this.limits.concurrency) return
    this.wentWell = 0
    this.width += 1
  }

  private learn(
    countedTokens: number,
    { inputTokens, outputTokens }: Pick<Usage, 'inputTokens' | 'outputTokens'>,
  ): void {
    if (inputTokens === null || outputTokens === null) return
    this.tokens.correct(countedTokens - inputTokens - outputTokens)
    const { usualAnswer } = this
    this.usualAnswer = usualAnswer === null ? outputTokens : usualAnswer + (outputTokens - usualAnswer) * NEWEST_SHARE
  }

  /** The provider would not take a call that was sent at `sentAt`. */
  refused(sentAt: number, retryAfterMs: number | null): void {
    const now = this.clock.now()
    if (sentAt >= this.halvedAt) {
      this.width = Math.max(1, Math.floor(this.width / 2))
      this.halvedAt = now
      this.wentWell = 0
      this.refusals += 1
    }
    this.block(retryAfterMs ?? Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (this.refusals - 1)))
  }

  private block(ms: number): void {
    this.blockedUntil = Math.max(this.blockedUntil, this.clock.now() + ms)
  }

  /** Whether no time is to be looked at, which costs more than all else here. */
  private get isFree(): boolean {
    const { requestsPerMinute, tokensPerMinute } = this.limits
    return requestsPerMinute === null && tokensPerMinute === null && this.blockedUntil === 0
  }

  private serve(): void {
    while (this.waiting > 0 && this.inFlight < this.width) {
      const [who, queue] = this.nextInTurn()
      const [first] = queue
      if (first === undefined) return
      const now = this.isFree ? 0 : this.clock.now()
      const tokens = first.inputTokens + Math.round(this.usualAnswer ?? FIRST_GUESS)
      const wait = Math.max(this.blockedUntil - now, this.requests.waitFor(1, now), this.tokens.waitFor(tokens, now))
      if (wait > 0) {
        this.serveAfter(wait)
        return
      }
      this.requests.take(1, now)
      this.tokens.take(tokens, now)
      queue.shift()
      // To the back of the line: the other nodes come first now.
      if (queue.length === 0 || this.queues.size > 1) this.queues.delete(who)
      if (queue.length > 0) this.queues.set(who, queue)
      this.waiting -= 1
      this.inFlight += 1
      first.go(tokens)
    }
  }

  private nextInTurn(): [string, Waiting[]] {
    for (const entry of this.queues) if (entry[1].length > 0) return entry
    return ['', []]
  }

  private serveAfter(ms: number): void {
    this.callOff ??= this.clock.after(ms, () => {
      this.callOff = null
      this.serve()
    })
  }
}
