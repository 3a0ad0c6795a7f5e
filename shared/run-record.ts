import type { ModelFailure } from './connection'
import type { GradedBy } from './grading/grade'
import type { Usage } from './ledger/price'
import type { CacheStorage } from './nodes/kind'
import type { Step, Verdict } from './report'

/** One model call: the ledger's row. */
export interface CallRecord {
  nodeId: string
  role: string
  connection: string
  model: string
  sample: number
  usage: Usage
  usd: number | null
  latencyMs: number | null
  answer: string | null
  confidence: number | null
  failure: ModelFailure | null
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
  usd: number | null
  latencyMs: number | null
  escalated: boolean
  steps: Step[]
  calls: CallRecord[]
  cacheWrites: CacheWrite[]
}

/** One problem of one run, graded: what is stored. */
export interface FinishedProblem extends Omit<Walked, 'end' | 'score'> {
  /** The problem's place in its dataset, from 0. */
  ordinal: number
  problemId: string
  verdict: Verdict
  gradedBy: GradedBy | null
}
