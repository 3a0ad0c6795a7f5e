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

interface Group {
  entries: LedgerEntry[]
  written: Promise<void>
  done: () => void
  failed: (error: unknown) => void
}

/** Beyond this many entries a commit costs each of them next to nothing, and those who came first would wait for those who come last. */
const MOST_AT_ONCE = 64

/** Gathers what is to be written at the same moment into one transaction: calls in flight share a commit. */
export class LedgerWriter {
  private open: Group | undefined

  constructor(
    private readonly ledger: CallLedger,
    private readonly clock: Pick<Clock, 'soon'>,
  ) {}

  /** Resolves once the entry is on the disk. */
  write(entry: LedgerEntry): Promise<void> {
    this.open ??= this.begin()
    const group = this.open
    group.entries.push(entry)
    if (group.entries.length >= MOST_AT_ONCE) this.commit(group)
    return group.written
  }

  private begin(): Group {
    let [done, failed]: [() => void, (error: unknown) => void] = [() => {}, () => {}]
    const written = new Promise<void>((resolve, reject) => {
      done = resolve
      failed = reject
    })
    const group: Group = { entries: [], written, done, failed }
    this.clock.soon(() => this.commit(group))
    return group
  }

  private commit(group: Group): void {
    if (group !== this.open) return
    this.open = undefined
    try {
      this.ledger.write(group.entries)
      group.done()
    } catch (error) {
      group.failed(error)
    }
  }
}
