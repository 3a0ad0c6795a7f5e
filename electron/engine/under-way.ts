import { SwitchyardError } from '../../shared/errors'
import type { StopSignal } from '../../shared/nodes/kind'
import type { AskPerson, Reviewed } from '../../shared/review'

/** So many may wait for people without counting: each is held in memory. */
const MOST_WAITING = 10_000

/** The problems of a run that have begun and not ended. Those that wait for people do not hold the rest. */
export class UnderWay {
  private begun = 0
  private waiting = 0
  /** Decided, and in want of a place to go on; they come before problems that have not begun. */
  private returning = 0
  private changed: Promise<void> | undefined
  private tell: () => void = () => {}

  constructor(
    private readonly width: () => number,
    private readonly signal: StopSignal,
  ) {}

  /** When a run has failed nobody is waited for: what is left is walked again when the run goes on. */
  isOver(hasFailed: boolean): boolean {
    return this.begun === (hasFailed ? this.waiting : 0)
  }

  /** Whether no other problem may begin. */
  get isFull(): boolean {
    return this.begun - Math.min(this.waiting, MOST_WAITING) + this.returning >= this.width()
  }

  begin(): void {
    this.begun += 1
  }

  end(): void {
    this.begun -= 1
    this.change()
  }

  /** Resolves when a problem ends, or begins to wait. */
  next(): Promise<void> {
    this.changed ??= new Promise((resolve) => {
      this.tell = resolve
    })
    return this.changed
  }

  /** The same door for a walk that gives up its place while it waits, and takes one again before it goes on. */
  letWait(askPerson: AskPerson): AskPerson {
    return (question) => {
      const came = askPerson(question)
      return came instanceof Promise ? this.wait(came) : came
    }
  }

  private async wait(decision: Promise<Reviewed>): Promise<Reviewed> {
    this.waiting += 1
    this.change()
    try {
      return await this.unlessStopped(decision)
    } finally {
      this.returning += 1
      while (this.begun - this.waiting >= this.width() && !this.signal.aborted) await this.next()
      this.returning -= 1
      this.waiting -= 1
    }
  }

  private unlessStopped(decision: Promise<Reviewed>): Promise<Reviewed> {
    const { signal } = this
    return new Promise((resolve, reject) => {
      const stop = (): void =>
        reject(
          new SwitchyardError('RUN_STOPPED', 'the run was stopped while it waited for a review', {
            hint: 'resume the run',
          }),
        )
      if (signal.aborted) return stop()
      signal.addEventListener('abort', stop, { once: true })
      decision.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
    })
  }

  /** Wakes whoever waits for a change. */
  change(): void {
    this.changed = undefined
    this.tell()
  }
}
