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
/**
 * More would outlive the young part of the heap, whose clearing costs nothing, and hold several times the memory. That part is small at
 * first and grows: where the first results fill it, all of them are found alive, and V8 from then on makes such objects where only
 * a whole collection clears them. So the first are stored after a few.
 */
const UNSTORED = { first: 16, most: 250 }

export interface UnstoredOptions {
  record: (results: readonly FinishedProblem[]) => void
  /** Milliseconds of real time. */
  clock: () => number
}

/** The finished problems of a replay that are not stored yet. */
export class Unstored {
  /** How long they may wait, in milliseconds. */
  storeMs = STORE_MS.most
  private results: FinishedProblem[] = []
  private lastStored: number
  private most = UNSTORED.first

  constructor(
    private readonly options: UnstoredOptions,
    private readonly isVirtual: boolean,
  ) {
    this.lastStored = options.clock()
  }

  get isEmpty(): boolean {
    return this.results.length === 0
  }

  get isDue(): boolean {
    if (this.isEmpty) return false
    return this.results.length >= this.most || this.options.clock() - this.lastStored >= this.storeMs
  }

  add(result: FinishedProblem): void {
    this.results.push(result)
  }

  /** Stores them and says how many they were; a failure is thrown. */
  store(): number {
    const { record, clock } = this.options
    const { results } = this
    this.results = []
    this.most = Math.min(UNSTORED.most, this.most * 2)
    const began = clock()
    record(results)
    this.lastStored = clock()
    if (!this.isVirtual)
      this.storeMs = Math.min(STORE_MS.most, Math.max(STORE_MS.least, (this.lastStored - began) * STORE_SHARE))
    return results.length
  }
}
