const MS_PER_MINUTE = 60_000
/** How much of a minute's worth may be used at once. */
const BURST_SHARE = 1 / 60
/** What leaves evenly may arrive less so: over a minute this leaves more than half a second for it. */
const EVENNESS = 0.99

/**
 * A token bucket: a sixtieth of a minute's worth at once, the rest over the minute, so that no minute has more than its worth, wherever it
 * begins. One thing that is larger than the bucket passes when it is full, and leaves a debt.
 */
export class RateLimit {
  private level: number
  private readonly most: number
  private readonly perMs: number

  constructor(
    private readonly perMinute: number | null,
    private at: number,
  ) {
    this.most = Math.max(1, (perMinute ?? 0) * BURST_SHARE)
    this.level = this.most
    // What comes back at the end of a minute is not used within it.
    this.perMs = (((perMinute ?? 0) - this.most + 1) * EVENNESS) / MS_PER_MINUTE
  }

  /** Milliseconds until so much may pass; 0: now. */
  waitFor(amount: number, now: number): number {
    if (this.perMinute === null) return 0
    this.fill(now)
    const missing = Math.min(amount, this.most) - this.level
    return missing <= 0 ? 0 : Math.ceil(missing / this.perMs)
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
    this.level = Math.min(this.most, this.level + Math.max(0, now - this.at) * this.perMs)
    this.at = now
  }
}
