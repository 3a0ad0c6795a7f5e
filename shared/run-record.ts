import type { CallSource, CallState, ModelFailure } from './connection'
import type { GradedBy } from './grading/grade'
import type { PriceQuote, Usage } from './ledger/price'
import type { CacheStorage } from './nodes/kind'
import type { Step, Verdict } from './report'

/** One model call: the ledger's row. */
export interface CallRecord {
  /** Its place among the calls of its problem, from 0. */
  seq: number
  /** Its row is in the ledger already. */
  written: boolean
  source: CallSource
  state: CallState
  nodeId: string
  role: string
  connection: string
  model: string
  sample: number
  usage: Usage
  /** At list price; of a call whose fate is unknown, what was reserved for it. */
  usd: number | null
  /** What the provider charges: 0 where nothing was sent. */
  billedUsd: number | null
  /** The price that it was counted by. */
  quote: PriceQuote | null
  latencyMs: number | null
  answer: string | null
  confidence: number | null
  meanLogprob: number | null
  failure: ModelFailure | null
  /** The provider's name for the request. */
  requestId: string | null
}

/** An answer that a cache is to keep. */
export interface CacheWrite {
  storage: CacheStorage
  namespace: string
  key: string
  answer: string
  confidence: number | null
  /** The recorded grade of the answer, where it came from an outcome that had one. */
  score: number | null
  /** What the answer cost from the miss on, at list price: what a hit saves. */
  usd: number | null
  /** Milliseconds since 1970, in the run's time. */
  writtenAt: number
}

/** A problem that has left the graph, not yet graded. */
export interface Walked {
  end: 'answered' | 'abstained' | 'failed'
  /** One line, where `end` is `failed`. */
  failure: string | null
  answer: string | null
  confidence: number | null
  score: number | null
  /** At list price: what the design costs as drawn. */
  usd: number | null
  /** What providers charged for this problem in this run. */
  billedUsd: number | null
  /** What caches and recorded outcomes answered instead of a paid call, at list price. */
  savedUsd: number | null
  latencyMs: number | null
  escalated: boolean
  steps: Step[]
  calls: CallRecord[]
  cacheWrites: CacheWrite[]
}

/** One problem of one run, graded: what is stored. */
export interface FinishedProblem extends Omit<Walked, 'end' | 'score'> {
  /** The walk's place in its run: without repeats the problem's place in its dataset, from 0. */
  ordinal: number
  problemId: string
  verdict: Verdict
  gradedBy: GradedBy | null
}
