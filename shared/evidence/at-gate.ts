import { decide, type GateBudgets, type GateSettings } from '../nodes/escalation/decide'

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
  const counts: GateCounts = {
    acceptedRight: 0,
    acceptedWrong: 0,
    escalatedRight: 0,
    escalatedWrong: 0,
    acceptedUnknown: 0,
    escalatedUnknown: 0,
  }
  for (const problem of seen) {
    const side = decide(problem, settings, budgets).leave === 'accept' ? 'accepted' : 'escalated'
    const outcome = problem.correct === null ? 'Unknown' : problem.correct ? 'Right' : 'Wrong'
    counts[`${side}${outcome}`] += 1
  }
  return counts
}
