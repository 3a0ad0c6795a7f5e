import type { BatchName, EarlierCall, LedgerEntry } from '../../shared/ledger/entries'
import type { PriceQuote } from '../../shared/ledger/price'
import type { Clock } from './clock'

/** What the ledger must know of a call to settle it. */
export interface CallToSettle {
  ordinal: number
  seq: number
  problemId: string
  model: string
  /** Hash of what is asked. */
  request: string
  /** Which of the answers to it is wanted, from 0; absent where that is not known any more. */
  again?: number | undefined
  quote: PriceQuote | null
  /** The most that it can cost; `null` where the price is unknown. */
  reservedUsd: number | null
}

/** A batch that an earlier part of the run has left with its provider. */
export interface LeftBatch extends BatchName {
  calls: readonly CallToSettle[]
}

/** Where the calls of one run are written. */
export interface CallLedger {
  /** Writes all of them durably, in one transaction. */
  write(entries: readonly LedgerEntry[]): void
  /** The calls left over from before for a problem, in the order in which they were sent. */
  earlier(ordinal: number): readonly EarlierCall[]
}

/** Gathers what is to be written at the same moment into one transaction: five hundred calls in flight share a commit. */
export class LedgerWriter {
  private waiting: { entry: LedgerEntry; done: () => void; failed: (error: unknown) => void }[] = []
  private scheduled = false

  constructor(
    private readonly ledger: CallLedger,
    private readonly clock: Pick<Clock, 'soon'>,
  ) {}

  /** Resolves once the entry is on the disk. */
  write(entry: LedgerEntry): Promise<void> {
    return new Promise((done, failed) => {
      this.waiting.push({ entry, done, failed })
      if (this.scheduled) return
      this.scheduled = true
      this.clock.soon(() => this.flush())
    })
  }

  private flush(): void {
    this.scheduled = false
    const batch = this.waiting
    this.waiting = []
    try {
      this.ledger.write(batch.map(({ entry }) => entry))
    } catch (error) {
      for (const { failed } of batch) failed(error)
      return
    }
    for (const { done } of batch) done()
  }
}
