import { type Repeats, walkedOnce } from '../repeats'
import { wilsonInterval } from './interval'
import { nearestRank } from './percentile'
import { RightWalks } from './repeated'
import type { Figures, Measured } from './summary'

/** A sum that any unknown makes unknown; Kahan's compensation, so that the order of many small costs does not show. */
export class SumOrUnknown {
  private sum = 0
  private lost = 0
  private known = true

  add(value: number | null): void {
    if (value === null) {
      this.known = false
      return
    }
    const term = value - this.lost
    const next = this.sum + term
    this.lost = next - this.sum - term
    this.sum = next
  }

  get value(): number | null {
    return this.known ? this.sum : null
  }
}

/** Milliseconds, eight bytes each, for percentiles by nearest rank; one unknown makes them unknown. */
export class Latencies {
  private values = new Float64Array(64)
  private count = 0
  private known = true

  add(ms: number | null): void {
    if (ms === null) this.known = false
    if (!this.known) return
    if (this.count === this.values.length) {
      const larger = new Float64Array(this.count * 2)
      larger.set(this.values)
      this.values = larger
    }
    this.values[this.count] = ms ?? 0
    this.count += 1
  }

  percentiles<Name extends string>(at: Record<Name, number>): Record<Name, number | null> {
    const sorted = this.known ? this.values.slice(0, this.count).sort() : new Float64Array()
    const entries = Object.entries<number>(at).map(([name, p]) => [name, nearestRank(sorted, p) ?? null])
    return Object.fromEntries(entries) as Record<Name, number | null>
  }
}

/** What a run came to, one result after another: nothing but their latencies is held, and who was right by problem where each is walked more than once. */
export class FiguresFold {
  private walks = 0
  private correct = 0
  private failed = 0
  private escalated = 0
  private readonly usd = new SumOrUnknown()
  private readonly billedUsd = new SumOrUnknown()
  private readonly savedUsd = new SumOrUnknown()
  private readonly latencies = new Latencies()
  private readonly byProblem: RightWalks | undefined

  constructor(repeats: Repeats = walkedOnce) {
    this.byProblem = repeats.repeats > 1 ? new RightWalks(repeats) : undefined
  }

  /** `ordinal` is the walk's place in its run. */
  add({ ordinal, verdict, usd, billedUsd, savedUsd, latencyMs, escalated }: Measured & { ordinal: number }): void {
    this.walks += 1
    this.byProblem?.add(ordinal, verdict === 'correct')
    if (verdict === 'correct') this.correct += 1
    if (verdict === 'failed') this.failed += 1
    if (escalated) this.escalated += 1
    this.usd.add(usd)
    this.billedUsd.add(billedUsd)
    this.savedUsd.add(savedUsd)
    this.latencies.add(latencyMs)
  }

  figures(): Figures {
    const { walks, correct, failed, escalated } = this
    const usd = this.usd.value
    const byProblem = this.byProblem?.now()
    return {
      problems: byProblem?.problems ?? walks,
      walks,
      correct,
      accuracy: walks === 0 ? null : correct / walks,
      accuracyInterval: byProblem === undefined ? wilsonInterval(correct, walks) : byProblem.interval,
      usd,
      usdPerCorrect: usd === null || correct === 0 ? null : usd / correct,
      billedUsd: this.billedUsd.value,
      savedUsd: this.savedUsd.value,
      latencyMs: this.latencies.percentiles({ p50: 0.5, p95: 0.95 }),
      escalationRate: walks === 0 ? null : escalated / walks,
      failed,
      repeated: byProblem?.repeated ?? null,
    }
  }
}
