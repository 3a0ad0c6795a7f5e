import type { CallState, ModelFailure } from '../connection'
import type { PriceQuote, Usage } from './price'

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

/** What came of a call that was sent; it becomes an outcome where it holds an answer. */
export interface Settlement {
  ordinal: number
  seq: number
  problemId: string
  model: string
  request: string
  /** Which of the answers to this request was asked for, from 0; absent where that is not known any more. */
  again?: number | undefined
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
