import type { CallState, ModelFailure } from '../../shared/connection'
import type { PriceQuote, Usage } from '../../shared/ledger/price'
import type { Clock } from './clock'

/** A call that is about to be sent, with the most that it can cost. */
export interface Intent {
  ordinal: number
  seq: number
  nodeId: string
  role: string
  connection: string
  model: string
  quote: PriceQuote | null
  sample: number
  /** Hash of what is asked. */
  request: string
  /** `null` where the price is unknown. */
  reservedUsd: number | null
  /** Milliseconds since 1970. */
  sentAt: number
}

/** What the ledger must know of a call to settle it. */
export interface CallToSettle {
  ordinal: number
  seq: number
  problemId: string
  model: string
  /** Hash of what is asked. */
  request: string
  quote: PriceQuote | null
  /** The most that it can cost; `null` where the price is unknown. */
  reservedUsd: number | null
}

/** What came of a call that was sent; it becomes an outcome where it holds an answer. */
export interface Settlement {
  ordinal: number
  seq: number
  problemId: string
  model: string
  request: string
  state: Exclude<CallState, 'sent'>
  usage: Usage
  usd: number | null
  billedUsd: number | null
  latencyMs: number | null
  answer: string | null
  confidence: number | null
  meanLogprob: number | null
  failure: ModelFailure | null
  requestId: string | null
}

/** A call that an earlier part of the run has sent for a problem that it did not finish. */
export interface EarlierCall extends Omit<Settlement, 'problemId' | 'model'> {
  quote: PriceQuote | null
}

export type LedgerEntry =
  | { type: 'intend'; intent: Intent }
  | { type: 'settle'; settlement: Settlement }
  /** The call was provably not accepted: its row goes, and it may be sent again. */
  | { type: 'withdraw'; ordinal: number; seq: number }
  /** A provider has taken these calls as one batch of this name: they are looked for there, whatever becomes of the program. */
  | { type: 'batched'; batch: BatchName; at: number; calls: readonly { ordinal: number; seq: number }[] }
  /** What there was of a batch is fetched; so many of its calls were not done in time, or not at all. */
  | { type: 'collected'; batch: BatchName; at: number; notDone: number }

export interface BatchName {
  connection: string
  /** The provider's name for it. */
  id: string
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
