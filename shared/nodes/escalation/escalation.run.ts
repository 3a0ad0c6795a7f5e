import type { NodeContext, ProblemState, Run } from '../kind'
import type { escalation } from './escalation.kind'

export const runEscalation: Run<typeof escalation> = ({ problem, settings, ctx }) => {
  const confidence = problem.confidence ?? settings.missingConfidence
  const own = settings.byCategory.find(({ category }) => category === problem.category)
  const { threshold } = own ?? settings
  const stated = problem.confidence === null ? `no confidence, counted as ${confidence}` : `confidence ${confidence}`
  const bar = own === undefined ? String(threshold) : `${threshold} for ${own.category}`
  if (confidence >= threshold) return { leave: 'accept', why: `${stated} ≥ ${bar}` }
  const want = wantOf(problem, settings, ctx)
  if (want !== undefined) return { leave: 'accept', why: `${stated}, but ${want}` }
  return { leave: 'escalate', why: `${stated} < ${bar}` }
}

/** What is too little to go on with; undefined where there is enough, no budget, or no knowing. */
function wantOf(
  { elapsedMs, spentUsd }: Readonly<ProblemState>,
  { acceptWhenLessThanMs, acceptWhenLessThanUsd }: { acceptWhenLessThanMs: number; acceptWhenLessThanUsd: number },
  { latencyBudgetMs, moneyBudgetUsd }: NodeContext,
): string | undefined {
  if (acceptWhenLessThanMs > 0 && latencyBudgetMs !== undefined && elapsedMs !== null) {
    const leftMs = latencyBudgetMs - elapsedMs
    if (leftMs < acceptWhenLessThanMs) return `only ${Math.round(leftMs)} ms of the latency budget left`
  }
  if (acceptWhenLessThanUsd > 0 && moneyBudgetUsd !== undefined && spentUsd !== null) {
    const leftUsd = moneyBudgetUsd - spentUsd
    if (leftUsd < acceptWhenLessThanUsd) return `only $${leftUsd.toPrecision(2)} of the money budget left`
  }
  return undefined
}
