import { sumOrUnknown } from './summary'

/** What the two models of a cascade made of one problem. */
export interface CascadeProblem {
  /** The first model's confidence in its answer, 0 to 1; `null` where it stated none. */
  confidence: number | null
  firstCorrect: boolean
  secondCorrect: boolean
  /** Dollars of everything before the decision (a verifier's call too); `null` where unknown. */
  firstUsd: number | null
  /** Dollars that escalating adds. */
  secondUsd: number | null
}

/** What a cascade would have made of all problems at one threshold. */
export interface CascadePoint {
  threshold: number
  /** Problems whose confidence is below the threshold. */
  escalated: number
  correct: number
  /** 0 to 1; `null` without problems. */
  accuracy: number | null
  /** Total dollars: every first call, and the second ones of escalated problems. `null` where one of these is unknown. */
  usd: number | null
  /** `null` at 0 correct or unknown dollars. */
  usdPerCorrect: number | null
}

/**
 * Replays a cascade at each threshold, in the order in which they are given: a problem is escalated where its confidence
 * is below the threshold, as the `escalation` node does it, and a confidence that was not stated counts as `missingAs`.
 * One sort of the problems serves all thresholds.
 */
export function sweepCascade(
  problems: readonly CascadeProblem[],
  thresholds: readonly number[],
  missingAs = 0,
): CascadePoint[] {
  const sure = (one: CascadeProblem): number => one.confidence ?? missingAs
  const order = [...problems].sort((a, b) => sure(a) - sure(b))
  const confidences = Float64Array.from(order, sure)
  const firstUsd = sumOrUnknown(order.map((one) => one.firstUsd))
  const { correct, secondUsd } = escalateOneByOne(order)
  return thresholds.map((threshold) => {
    const escalated = countBelow(confidences, threshold)
    const right = correct[escalated] ?? 0
    const added = secondUsd[escalated] ?? Number.NaN
    const usd = firstUsd === null || Number.isNaN(added) ? null : firstUsd + added
    return {
      threshold,
      escalated,
      correct: right,
      accuracy: order.length === 0 ? null : right / order.length,
      usd,
      usdPerCorrect: usd === null || right === 0 ? null : usd / right,
    }
  })
}

/** At index k: correct answers, and dollars of second calls (NaN once one is unknown), with the first k problems escalated. */
function escalateOneByOne(order: readonly CascadeProblem[]): { correct: Uint32Array; secondUsd: Float64Array } {
  const correct = new Uint32Array(order.length + 1)
  const secondUsd = new Float64Array(order.length + 1)
  let right = 0
  for (const { firstCorrect } of order) right += Number(firstCorrect)
  correct[0] = right
  for (const [k, one] of order.entries()) {
    right += Number(one.secondCorrect) - Number(one.firstCorrect)
    correct[k + 1] = right
    secondUsd[k + 1] = (secondUsd[k] ?? Number.NaN) + (one.secondUsd ?? Number.NaN)
  }
  return { correct, secondUsd }
}

/** How many values of a sorted sample are below the limit, by halving. */
function countBelow(sorted: Float64Array, limit: number): number {
  let [from, to] = [0, sorted.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((sorted[middle] ?? Number.NaN) < limit) from = middle + 1
    else to = middle
  }
  return from
}

/**
 * A threshold for every size the cascade can have: each confidence that occurs, of which the lowest escalates nothing, and
 * one just above the highest, which escalates everything (and is above 1 where a confidence is 1). Rising; empty without problems.
 */
export function thresholdsOf(problems: readonly CascadeProblem[], missingAs = 0): number[] {
  const confidences = new Set(problems.map((one) => one.confidence ?? missingAs))
  const sorted = [...confidences].sort((a, b) => a - b)
  const highest = sorted.at(-1)
  return highest === undefined ? [] : [...sorted, highest + Number.EPSILON]
}
