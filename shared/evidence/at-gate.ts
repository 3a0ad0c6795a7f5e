import { decide, type GateBudgets, type GateDecision, type GateSettings } from '../nodes/escalation/decide'

/** A problem as it came to an escalation, and whether the answer it had then was right. Unknown is `null`. */
export interface SeenAtGate {
  /** 0 to 1; `null` where none was stated. */
  confidence: number | null
  correct: boolean | null
  category: string | null
  /** What the problem had taken and cost until then. */
  elapsedMs: number | null
  spentUsd: number | null
}

/** What an escalation would do with the problems seen: each is in exactly one of these. */
export interface GateCounts {
  acceptedRight: number
  acceptedWrong: number
  /** Right answers that are sent on all the same. */
  escalatedRight: number
  escalatedWrong: number
  /** Whether their answer was right is not known. */
  acceptedUnknown: number
  escalatedUnknown: number
}

/** Decides anew about every problem seen, by these settings and budgets. What lies before the node is taken as it was. */
export function countAtGate(
  seen: readonly SeenAtGate[],
  settings: Readonly<GateSettings>,
  budgets: Readonly<GateBudgets>,
): GateCounts {
  const counts = { ...noCounts }
  for (const problem of seen) counts[bucketOf(problem, decide(problem, settings, budgets).leave)] += 1
  return counts
}

/**
 * The same at each of the thresholds, which rise, in the place of the settings' own. A problem's side changes at most once, at its
 * own confidence, so one sort serves all thresholds; those that have a threshold of their category, or no time left, never change it.
 */
export function sweepGate(
  seen: readonly SeenAtGate[],
  settings: Readonly<GateSettings>,
  budgets: Readonly<GateBudgets>,
  thresholds: readonly number[],
): GateCounts[] {
  const lowest = { ...settings, threshold: Number.NEGATIVE_INFINITY }
  const highest = { ...settings, threshold: Number.POSITIVE_INFINITY }
  const counts = countAtGate(seen, lowest, budgets)
  const turning = seen
    .filter((one) => decide(one, lowest, budgets).leave !== decide(one, highest, budgets).leave)
    .map((problem) => ({ problem, at: problem.confidence ?? settings.missingConfidence }))
    .sort((a, b) => a.at - b.at)
  let next = 0
  return thresholds.map((threshold) => {
    for (let one = turning[next]; one !== undefined && one.at < threshold; one = turning[next]) {
      counts[bucketOf(one.problem, 'accept')] -= 1
      counts[bucketOf(one.problem, 'escalate')] += 1
      next += 1
    }
    return { ...counts }
  })
}

const noCounts: Readonly<GateCounts> = {
  acceptedRight: 0,
  acceptedWrong: 0,
  escalatedRight: 0,
  escalatedWrong: 0,
  acceptedUnknown: 0,
  escalatedUnknown: 0,
}

function bucketOf({ correct }: SeenAtGate, leave: GateDecision['leave']): keyof GateCounts {
  const side = leave === 'accept' ? 'accepted' : 'escalated'
  return `${side}${correct === null ? 'Unknown' : correct ? 'Right' : 'Wrong'}`
}
