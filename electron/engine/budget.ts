import { SwitchyardError } from '../../shared/errors'
import { formatUsd } from '../../shared/format'

/**
 * The dollars that a run may spend. The most that a call can cost is set aside before it is sent, so with known prices the cap is
 * never passed. A call that does not fit waits while others may still come out cheaper; when none is under way, the budget is used up.
 */
export class Budget {
  private reserved = 0
  private underWay = 0
  private readonly waiting: { usd: number; go: () => void; refuse: (error: SwitchyardError) => void }[] = []

  /** `spentUsd` is what the run has spent before; `capUsd` `null` sets no limit. */
  constructor(
    private readonly capUsd: number | null,
    private spentUsd: number,
  ) {}

  /** Dollars spent so far, what is unknown at the most that it can cost. */
  get spent(): number {
    return this.spentUsd
  }

  /** Dollars spent and set aside so far. */
  get committedUsd(): number {
    return this.spentUsd + this.reserved
  }

  /**
   * Sets the most that a call can cost aside: at once where it fits, else when others came out cheaper; rejects with RUN_BUDGET where none is
   * left to wait for. An unknown cost is let through: a capped run of unknown prices does not start.
   */
  reserve(usd: number | null): Promise<void> | undefined {
    const wanted = usd ?? 0
    if (this.waiting.length === 0 && this.fits(wanted)) {
      this.take(wanted)
      return undefined
    }
    return new Promise<void>((go, refuse) => {
      this.waiting.push({ usd: wanted, go, refuse })
      this.serve()
    })
  }

  /** A call that is under way already, whatever fits: it may have been paid. */
  adopt(usd: number | null): void {
    this.take(usd ?? 0)
  }

  /** A call has ended: what was set aside for it is free again, what it cost is spent. */
  settle(reservedUsd: number | null, spentUsd: number): void {
    this.reserved = Math.max(0, this.reserved - (reservedUsd ?? 0))
    this.underWay -= 1
    this.spentUsd += spentUsd
    this.serve()
  }

  /** Whoever waits is told that the run was stopped. */
  close(): void {
    const stopped = new SwitchyardError('RUN_STOPPED', 'the run was stopped', { hint: 'go on with it when you like' })
    for (const { refuse } of this.waiting.splice(0)) refuse(stopped)
  }

  private fits(usd: number): boolean {
    return this.capUsd === null || this.committedUsd + usd <= this.capUsd
  }

  private take(usd: number): void {
    this.reserved += usd
    this.underWay += 1
  }

  private serve(): void {
    for (let first = this.waiting[0]; first !== undefined && this.fits(first.usd); first = this.waiting[0]) {
      this.waiting.shift()
      this.take(first.usd)
      first.go()
    }
    const [first] = this.waiting
    if (this.underWay > 0 || first === undefined) return
    // The others wait behind it, and may be cheap: what does not fit is the first.
    for (const { refuse } of this.waiting.splice(0)) refuse(this.usedUp(first.usd))
  }

  private usedUp(usd: number): SwitchyardError {
    const spent = `${formatUsd(this.spentUsd)} of ${formatUsd(this.capUsd ?? 0)} are spent`
    return new SwitchyardError('RUN_BUDGET', `${spent} and the next call may cost up to ${formatUsd(usd)}`, {
      hint: 'raise the budget, finished problems are kept',
    })
  }
}
