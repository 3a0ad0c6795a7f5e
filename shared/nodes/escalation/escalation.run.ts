import type { Run } from '../kind'
import type { escalation } from './escalation.kind'

export const runEscalation: Run<typeof escalation> = ({ problem, settings, ctx }) => {
  const confidence = problem.confidence ?? settings.missingConfidence
  const stated = problem.confidence === null ? `no confidence, counted as ${confidence}` : `confidence ${confidence}`
  if (confidence >= settings.threshold) return { leave: 'accept', why: `${stated} ≥ ${settings.threshold}` }
  // Of a walk whose time is not known, nothing can be said to be left or gone.
  if (settings.acceptWhenLessThanMs > 0 && ctx.latencyBudgetMs !== undefined && problem.elapsedMs !== null) {
    const leftMs = ctx.latencyBudgetMs - problem.elapsedMs
    if (leftMs < settings.acceptWhenLessThanMs) {
      return { leave: 'accept', why: `${stated}, but only ${Math.round(leftMs)} ms of the latency budget left` }
    }
  }
  return { leave: 'escalate', why: `${stated} < ${settings.threshold}` }
}
