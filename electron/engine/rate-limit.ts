const MS_PER_MINUTE = 60_000
/** How much of a minute's worth may be used at once. */
const BURST_SHARE = 1 / 12

/**
 * A token bucket: so much a minute, a twelfth of it at once. One thing that is larger than the bucket passes when it is full, and
 * leaves a debt.
 */
export class RateLimit {
  private level: number
  private readonly most: number

  constructor(
    private readonly perMinute: number | null,
    private at: number,
  ) {
    this.most = Math.max(1, (perMinute ?? 0) * BURST_SHARE)
    this.level = this.most
  }

  /** Milliseconds until so much may pass; 0: now. */
  waitFor(amount: number, now: number): number {
    if (this.perMinute === null) return 0
    this.fill(now)
    const missing = Math.min(amount, this.most) - this.level
    return missing <= 0 ? 0 : Math.ceil((missing / this.perMinute) * MS_PER_MINUTE)
  }

  take(amount: number, now: number): void {
    if (this.perMinute === null) return
    this.fill(now)
    this.level -= amount
  }

  /** What was taken and not used goes back; a negative amount is taken as well. */
  correct(amount: number): void {
    this.level = Math.min(this.most, this.level + amount)
  }

  private fill(now: number): void {
    const perMs = (this.perMinute ?? 0) / MS_PER_MINUTE
    this.level = Math.min(this.most, this.level + Math.max(0, now - this.at) * perMs)
    this.at = now
  }
}
