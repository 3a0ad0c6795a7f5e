import { byScore, type RoutedProblem, type RouterCurve, traceRouter } from './router-curve'

/**
 * Performance gap recovered: (routed − weak) ÷ (strong − weak), all three accuracies or all three counts of correct
 * answers over the same problems. 0 is as good as the weak model, 1 as the strong one; it may be below or above. `null`
 * where the strong model is not better than the weak one: there is no gap then. I. Ong et al., “RouteLLM”, 2024.
 */
export function gapRecovered(routed: number, weak: number, strong: number): number | null {
  return strong > weak ? (routed - weak) / (strong - weak) : null
}

/**
 * Average PGR: the area under PGR over the share c of problems sent to the strong model, by trapezoids over all c in
 * [0, 1]. A random router has 0.5 on average; a good one may pass 1. `null` where there is no gap. Source as above.
 */
export function averageGapRecovered({ problems, correct }: RouterCurve): number | null {
  const [weak, strong] = ends(correct)
  // Counts are whole, so the sum is exact: every inner point is in two trapezoids, each end in one.
  let twice = -weak - strong
  for (const right of correct) twice += 2 * right
  return problems === 0 ? null : gapRecovered(twice / (2 * problems), weak, strong)
}

/**
 * The mean of `averageGapRecovered` over all orders of problems with equal scores: between the first and the last of these the
 * expected curve is a straight line, so one trapezoid stands for each group. What is left is the router's own doing.
 */
export function averageGapOverTies(routed: readonly RoutedProblem[]): number | null {
  const order = byScore(routed)
  const { problems, correct } = traceRouter(routed)
  const [weak, strong] = ends(correct)
  let twice = 0
  for (let from = 0; from < problems; ) {
    let to = from + 1
    while (to < problems && order[to]?.score === order[from]?.score) to += 1
    twice += (to - from) * ((correct[from] ?? 0) + (correct[to] ?? 0))
    from = to
  }
  return problems === 0 ? null : gapRecovered(twice / (2 * problems), weak, strong)
}

/**
 * Call-performance threshold CPT(x): the smallest share c of problems (0 to 1) that must go to the strong model for
 * PGR ≥ `gap`, at the first crossing; a later c may fall below again. `gap` is a share: 0.5 for CPT(50). `null` where the
 * curve never gets there or there is no gap. Source as above.
 */
export function shareForGap({ problems, correct }: RouterCurve, gap: number): number | null {
  const [weak, strong] = ends(correct)
  if (strong <= weak) return null
  const k = correct.findIndex((right) => (right - weak) / (strong - weak) >= gap)
  return k < 0 ? null : k / problems
}

function ends(correct: Uint32Array): [weak: number, strong: number] {
  return [correct[0] ?? 0, correct.at(-1) ?? 0]
}
