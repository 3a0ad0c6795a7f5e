import { z } from 'zod'
import type { PriceQuote, Usage } from './ledger/price'
import type { Effort, JudgedAnswer, StopSignal } from './nodes/kind'

/** One call as a connection gets it. */
export interface ModelCall {
  problemId: string
  model: string
  /** The walk's place in its run: without repeats the problem's place in its dataset, from 0. */
  ordinal: number
  /** Which call of its problem this is in the ledger, from 0. */
  seq: number
  /** Who asks. */
  nodeId: string
  role: string
  /** Which of this model's answers to this problem is wanted, from 0. */
  sample: number
  /** Which of this model's answers to the very same request of this problem is wanted, from 0. */
  again: number
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
  /** How the call stands in the ledger, where that is not plain from its connection. */
  booked?: Booking
}

/** Where an answer came from. */
export const callSourceSchema = z.enum(['live', 'recorded', 'simulated', 'review'])
export type CallSource = z.infer<typeof callSourceSchema>

/** `sent`: under way, or its program ended before it did. `unknown`: it may have been accepted and billed. */
export const callStateSchema = z.enum(['sent', 'done', 'failed', 'unknown'])
export type CallState = z.infer<typeof callStateSchema>

export interface Booking {
  source: CallSource
  state: CallState
  /** What the provider charges; `null` where that is unknown. */
  billedUsd: number | null
  quote: PriceQuote | null
  /** The provider's name for the request. */
  requestId: string | null
  /** The call's row, where it was written before it was sent; `null` where its row is written with the result. */
  seq: number | null
}

/**
 * How to reach models. `ask` throws a SwitchyardError where the call cannot be answered at all (the problem then fails with
 * its line); what a provider may answer, refusals and errors included, comes back as a ModelAnswer.
 */
export interface ModelConnection {
  readonly name: string
  /** Latencies are stated, not measured: the run's time is virtual. */
  readonly virtual: boolean
  /** Where its answers come from, where an answer does not say so itself. */
  readonly source: CallSource
  /** `null` where unknown. */
  quoteOf(model: string): PriceQuote | null
  ask(call: ModelCall): ModelAnswer | Promise<ModelAnswer>
}

/** What a model of a provider takes. A call never sends what a model refuses; the form does not offer it. */
export interface ModelCapabilities {
  temperature: boolean
  /** The efforts it knows, from least to most; empty where it has no such setting. */
  efforts: readonly Effort[]
  logprobs: boolean
  /** `null` where unknown. */
  maxOutputTokens: number | null
  contextTokens: number | null
}

/** A piece of an answer as it streams in. */
export interface AnswerPiece {
  kind: 'thinking' | 'answer'
  text: string
}

/** One live call: what is asked, and who listens. `call.signal` is aborted when nobody wants the answer any more. */
export interface LiveCall extends ModelCall {
  onPiece?: ((piece: AnswerPiece) => void) | undefined
}

/** What a provider said of its own limits, for the pace; `null` where it said nothing. */
export interface Headroom {
  requestsLeft: number | null
  tokensLeft: number | null
  /** Milliseconds until what is used up comes back. */
  resetMs: number | null
}

/**
 * What became of a call that was sent. The difference that matters is whether it may be sent again:
 * - `done`: accepted and ended properly; it is billed by its usage. A refusal of the model or a cut by length is `done` with a `failure`.
 * - `failed`: the provider said no to this very request (400, 404, 413 …) and bills nothing. Sending it again is of no use.
 * - `refused`: provably not accepted (429, 529, no connection). It may be sent again after `retryAfterMs`.
 * - `unknown`: it may have been accepted and billed (a timeout after sending, a cut stream, a 500). It is never sent again on its own.
 * - `halted`: no call of this connection can succeed until a person acts: a wrong key, an empty account.
 * Every message names the connection itself.
 */
export type LiveReply =
  | {
      fate: 'done'
      answer: ModelAnswer
      requestId: string | null
      /** The model as the provider names it, where it says so. */
      servedModel: string | null
      headroom: Headroom | null
      /** What is billed against the list price: 1, or 0.5 of a batch. */
      billedShare: number
    }
  | { fate: 'failed'; failure: ModelFailure; requestId: string | null; latencyMs: number | null }
  | { fate: 'refused'; why: 'rate' | 'overloaded' | 'unreachable'; message: string; retryAfterMs: number | null }
  | { fate: 'unknown'; failure: ModelFailure; requestId: string | null; latencyMs: number | null; usage: Usage | null }
  | { fate: 'halted'; why: 'key' | 'account'; message: string; hint: string }

/**
 * A provider's models. `send` sends one request exactly once: no retries of its own, no redirect, always streamed; it never
 * throws for what a server does. The engine writes to the ledger before and after it, keeps the pace and decides what is sent again.
 */
export interface LiveConnection {
  readonly name: string
  /** Scheme, host and port to which its key is bound. */
  readonly origin: string
  quoteOf(model: string): PriceQuote | null
  capabilitiesOf(model: string): ModelCapabilities
  send(call: LiveCall): Promise<LiveReply>
}
