import type { Price, Usage } from './ledger/price'
import type { Effort, JudgedAnswer, StopSignal } from './nodes/kind'

/** One call as a connection gets it. */
export interface ModelCall {
  problemId: string
  model: string
  /** Which of this model's answers to this problem is wanted, from 0. */
  sample: number
  /** The run's seed. */
  seed: number
  system: string
  prompt: string
  maxTokens: number | undefined
  timeoutMs: number | undefined
  temperature: number | undefined
  effort: Effort | undefined
  logprobs: boolean
  /** The answer is to be one of these, not an answer to the problem. `sample` then counts classifications alone. */
  labels: readonly string[] | undefined
  /** The reply is to be a verdict on this answer that carries the mark. `sample` then counts verdicts alone. */
  judges?: JudgedAnswer | undefined
  signal: StopSignal
}

export type ModelFailure = { reason: 'timeout' | 'refusal' | 'length' | 'provider'; message: string }

/** What came of a call. Unknown figures are `null`, never 0. */
export interface ModelAnswer {
  /** `null` exactly where `failure` is not. */
  answer: string | null
  failure: ModelFailure | null
  /** 0 to 1. */
  confidence: number | null
  /** Mean of the natural log-probabilities of the answer's tokens, ≤ 0; `null` where the model gives none. */
  meanLogprob: number | null
  usage: Usage
  /** Dollars stated by the source itself; `null`: to be computed from usage and price. */
  usd: number | null
  latencyMs: number | null
  /** The source's own grade, 0 to 1. For the grader; no node sees it. */
  score: number | null
}

/**
 * How to reach models. `ask` throws a SwitchyardError where the call cannot be answered at all (the problem then fails with
 * its line); what a provider may answer, refusals and errors included, comes back as a ModelAnswer.
 */
export interface ModelConnection {
  readonly name: string
  /** Latencies are stated, not measured: the run's time is virtual. */
  readonly virtual: boolean
  /** Dollars per million tokens; `null` where unknown. */
  priceOf(model: string): Price | null
  ask(call: ModelCall): ModelAnswer | Promise<ModelAnswer>
}
