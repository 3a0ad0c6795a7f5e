/** How a person decides about an answer, and how one is simulated where a run's time is virtual. */
export interface Reviewer {
  /** What the person is asked to look at. */
  instructions: string
  /** Dollars for each review. */
  usd: number
  /** How often a simulated reviewer errs, 0 to 1: approves a wrong answer, or “corrects” a right one. */
  errorRate: number
  /** What a simulated reviewer takes. A person’s time is measured. */
  delayMs: number
}

/** What is put before a person, and where: a walk that comes by again finds its decision by run, problem, repeat, node and visit. */
export interface ReviewQuestion {
  problemId: string
  /** Which walk of this problem in the run, from 0. */
  repeat: number
  nodeId: string
  /** How often this problem was at this node before. */
  visit: number
  instructions: string
  answer: string | null
  confidence: number | null
  /** Node ids in the order in which the problem came by them. */
  path: readonly string[]
}

export type ReviewDecision =
  | { decision: 'approved'; note: string | null }
  | { decision: 'corrected'; answer: string; note: string | null }

/** A decision with the time that it took, in milliseconds. */
export interface Reviewed {
  decided: ReviewDecision
  latencyMs: number
}

/**
 * Puts a question before a person; a plain value where it was decided before. Rejects with `RUN_STOPPED` where the run is
 * stopped meanwhile.
 */
export type AskPerson = (question: ReviewQuestion) => Reviewed | Promise<Reviewed>

/** The name under which reviews stand in the ledger, where a call names its connection. */
export const REVIEWER_CONNECTION = 'reviewer'
