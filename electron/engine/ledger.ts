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

/** What some entries of a group wait for. */
class Waiting {
  readonly over: Promise<void>
  done: () => void = () => {}
  failed: (error: unknown) => void = () => {}

  constructor() {
    this.over = new Promise((resolve, reject) => {
      this.done = resolve
      this.failed = reject
    })
  }
}

interface Group {
  entries: LedgerEntry[]
  /** Made where there is one: of a promise that nobody waits for, a failure would end the process. */
  settled?: Waiting
  others?: Waiting
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

  /**
   * Resolves once the entry is on the disk. Whoever has settled a call hears of it a moment later than whoever is about to send one:
   * to go on with an answer can wait, while a provider has nothing to do.
   */
  write(entry: LedgerEntry): Promise<void> {
    this.open ??= this.begin()
    const group = this.open
    group.entries.push(entry)
    const who = entry.type === 'settle' ? 'settled' : 'others'
    group[who] ??= new Waiting()
    const { over } = group[who]
    if (group.entries.length >= MOST_AT_ONCE) this.commit(group)
    return over
  }

  private begin(): Group {
    const group: Group = { entries: [] }
    this.clock.soon(() => this.commit(group))
    return group
  }

  private commit(group: Group): void {
    if (group !== this.open) return
    this.open = undefined
    const { entries, settled, others } = group
    try {
      this.ledger.write(entries)
    } catch (error) {
      others?.failed(error)
      settled?.failed(error)
      return
    }
    others?.done()
    if (settled !== undefined) this.clock.soon(settled.done)
  }
}
