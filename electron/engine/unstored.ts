import type { FinishedProblem } from '../../shared/run-record'

/** How long a replay may keep the process to itself, in milliseconds: one frame, so that a stop or a question is soon heard. */
export const BREATH_MS = 16
/**
 * How long results may wait to be stored and told. Nothing is lost by it: where time is virtual a killed run walks the same way
 * again, and a live call is in the ledger before its result is. Where calls are live it is as little as a frame, but storing
 * takes no more than a twentieth of the time.
 */
const STORE_MS = { least: BREATH_MS, most: 100 }
const STORE_SHARE = 20
/** More in one transaction gain nothing, and what is told would lag behind. */
const MOST_AT_ONCE = 1000

export interface UnstoredOptions {
  /** Takes a finished problem in: whatever is made of it is made at once, so that nobody holds on to it and it dies young in the heap. */
  take: (result: FinishedProblem) => void
  /** Stores what was taken since, all or none, and tells it. A failure is thrown. */
  store: () => void
  /** Milliseconds of real time. */
  clock: () => number
}

/** Counts the finished problems of a replay that are not stored yet, and says when they are to be. */
export class Unstored {
  /** How long they may wait, in milliseconds. */
  storeMs = STORE_MS.most
  private count = 0
  private lastStored: number

  constructor(
    private readonly options: UnstoredOptions,
    private readonly isVirtual: boolean,
  ) {
    this.lastStored = options.clock()
  }

  get isEmpty(): boolean {
    return this.count === 0
  }

  get isDue(): boolean {
    if (this.isEmpty) return false
    return this.count >= MOST_AT_ONCE || this.options.clock() - this.lastStored >= this.storeMs
  }

  add(result: FinishedProblem): void {
    this.options.take(result)
    this.count += 1
  }

  /** Stores them and says how many they were; a failure is thrown. */
  store(): number {
    const { store, clock } = this.options
    const { count } = this
    this.count = 0
    const began = clock()
    store()
    this.lastStored = clock()
    if (!this.isVirtual)
      this.storeMs = Math.min(STORE_MS.most, Math.max(STORE_MS.least, (this.lastStored - began) * STORE_SHARE))
    return count
  }
}
