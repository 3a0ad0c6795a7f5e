/** What the two models between which a router chooses made of one problem. */
export interface RoutedProblem {
  /** How much the router wants the strong model for it. Any unit; only the order counts, and it may not be NaN. */
  score: number
  weak: boolean
  strong: boolean
}

/** All that a router's scores can do: one point for each number of problems that go to the strong model. */
export interface RouterCurve {
  problems: number
  /** At index k: how many answers are right when the k problems of the highest score go to the strong model. */
  correct: Uint32Array
  /** Problems that share their score with another: the order among these is the file's, not the router's. */
  tied: number
}

/**
 * The curve from all weak (k = 0) to all strong (k = problems), as I. Ong et al., “RouteLLM: Learning to Route LLMs with
 * Preference Data”, 2024, trace it by lowering a threshold. Problems of equal score stay in the order in which they are given.
 */
export function traceRouter(routed: readonly RoutedProblem[]): RouterCurve {
  const order = byScore(routed)
  const correct = new Uint32Array(order.length + 1)
  let right = 0
  for (const { weak } of order) right += Number(weak)
  correct[0] = right
  let tied = 0
  for (const [k, { score, weak, strong }] of order.entries()) {
    right += Number(strong) - Number(weak)
    correct[k + 1] = right
    if (order[k - 1]?.score === score || order[k + 1]?.score === score) tied += 1
  }
  return { problems: order.length, correct, tied }
}

/** The highest score first; equal ones stay in the order in which they are given. */
export function byScore<Of extends { score: number }>(scored: readonly Of[]): Of[] {
  return [...scored].sort((a, b) => compare(b.score, a.score))
}

/** A difference would be NaN between equal infinities. */
function compare(a: number, b: number): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
