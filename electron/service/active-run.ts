import { setMaxListeners } from 'node:events'
import { performance } from 'node:perf_hooks'
import { addCost } from '../../shared/ledger/price'
import type { RunStatus, Traffic } from '../../shared/report'
import type { FinishedProblem } from '../../shared/run-record'
import type { Progress } from '../../shared/runs-contract'
import { RollUp, type SeenRun } from './roll-up'
import { TrafficCount } from './traffic-count'

/** What is known of a run when it starts or goes on. */
export interface RunSoFar {
  runId: string
  total: number
  finished: number
  correct: number
  failed: number
  usd: number | null
  billedUsd: number | null
  capUsd: number | null
  traffic: Traffic
  concurrency: number
  /** Nothing of it was there before. */
  isNew: boolean
}

/** Watchers hear at most this often: a window has no use for more, and streams have no backpressure. */
const TELL_EVERY_MS = 100

/** A run under way in this process: folds its results into its progress and tells whoever watches. */
export class ActiveRun {
  readonly stopping = new AbortController()
  /** Cuts the calls under way, whatever they cost. */
  readonly cutting = new AbortController()
  /** How many of its problems may be under way at once; may be changed while it runs. */
  concurrency: number
  /** Dollars that providers have charged, as the budget has them. */
  spentUsd: (() => number) | undefined
  /** As what the run is to be shown once it has stopped. */
  stopsAs: 'stopped' | 'paused' = 'stopped'
  private status: RunStatus = 'running'
  private failure: string | null = null
  private waiting = 0
  private inBatches = 0
  private readonly startedWith: number
  private readonly traffic: TrafficCount
  private readonly rollUp: RollUp | undefined
  private stored: ReturnType<typeof countsOf>
  private readonly startedAt = performance.now()
  private wake: () => void = () => {}
  private changed = this.nextChange()
  private announceEnd: () => void = () => {}
  private readonly ended = new Promise<void>((resolve) => {
    this.announceEnd = resolve
  })

  constructor(private readonly sofar: RunSoFar) {
    // Every call that waits or is under way listens.
    setMaxListeners(0, this.stopping.signal, this.cutting.signal)
    this.startedWith = sofar.finished
    this.stored = countsOf(sofar)
    this.concurrency = sofar.concurrency
    this.rollUp = sofar.isNew ? new RollUp(sofar.total) : undefined
    this.traffic = this.rollUp?.traffic ?? new TrafficCount(sofar.traffic)
  }

  /** Folds a finished problem, which is told of once it is stored; only where it went may be told a moment sooner. */
  take(result: FinishedProblem): void {
    const { sofar, rollUp } = this
    const { verdict, usd, billedUsd } = result
    sofar.finished += 1
    if (verdict === 'correct') sofar.correct += 1
    if (verdict === 'failed') sofar.failed += 1
    sofar.usd = addCost(sofar.usd, usd)
    // Only whether it is known: how much it is the budget knows, problems that are not finished included.
    sofar.billedUsd = addCost(sofar.billedUsd, billedUsd)
    if (rollUp === undefined) this.traffic.add(result.steps)
    else rollUp.add(result)
  }

  /** What was taken is stored now. */
  tellStored(): void {
    this.stored = countsOf(this.sofar)
    this.tell()
  }

  /** What the run came to, if its results are stored and all of them were seen: only a run that began in this process has it. */
  seen(): SeenRun | undefined {
    return this.stored.finished === this.sofar.finished ? this.rollUp?.now() : undefined
  }

  stop(as: 'stopped' | 'paused'): void {
    this.stopsAs = as
    this.stopping.abort()
  }

  /** How many of its problems wait for a person. */
  wait(waiting: number): void {
    this.waiting = waiting
    this.tell()
  }

  /** How many of its calls are with providers in batches. */
  waitForBatches(calls: number): void {
    this.inBatches = calls
    this.tell()
  }

  end(status: RunStatus, failure: string | null = null): void {
    this.status = status
    this.failure = failure
    this.announceEnd()
    this.waiting = 0
    this.inBatches = 0
    this.tell()
  }

  progress(): Progress {
    const { traffic: _before, isNew: _new, concurrency: _width, ...known } = this.sofar
    const figures = { ...known, ...this.stored }
    const seconds = (performance.now() - this.startedAt) / 1000
    const done = figures.finished - this.startedWith
    const perSecond = done > 0 && seconds > 0 ? done / seconds : null
    // People and batches take as long as they take.
    const running = this.status === 'running' && perSecond !== null && this.waiting + this.inBatches === 0
    return {
      ...figures,
      billedUsd: figures.billedUsd === null ? null : (this.spentUsd?.() ?? figures.billedUsd),
      status: this.status,
      failure: this.failure,
      perSecond,
      etaMs: running ? ((figures.total - figures.finished) / perSecond) * 1000 : null,
      waiting: this.waiting,
      inBatches: this.inBatches,
      traffic: this.traffic.now(),
    }
  }

  /** The state now and after each change, at most ten times a second, until the run has ended or nobody listens. */
  async *watch(signal: AbortSignal | undefined): AsyncGenerator<Progress> {
    const left = new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve(), { once: true }))
    while (signal?.aborted !== true) {
      const { changed } = this
      const now = this.progress()
      yield now
      if (now.status !== 'running') return
      await Promise.race([changed, left])
      // The end is told at once; anything else may wait for its turn.
      if (this.status === 'running') await this.turn(left)
    }
  }

  private async turn(left: Promise<void>): Promise<void> {
    let timer: NodeJS.Timeout | undefined
    const waited = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, TELL_EVERY_MS)
    })
    await Promise.race([waited, this.ended, left])
    clearTimeout(timer)
  }

  private tell(): void {
    const { wake } = this
    this.changed = this.nextChange()
    wake()
  }

  private nextChange(): Promise<void> {
    return new Promise((resolve) => {
      this.wake = resolve
    })
  }
}

const countsOf = ({ finished, correct, failed, usd, billedUsd }: RunSoFar) => ({
  finished,
  correct,
  failed,
  usd,
  billedUsd,
})
