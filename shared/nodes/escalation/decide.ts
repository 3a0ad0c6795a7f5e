import type { NodeContext, ProblemState } from '../kind'

/** What the decision looks at. */
export type GateState = Pick<ProblemState, 'confidence' | 'category' | 'elapsedMs' | 'spentUsd'>
export type GateBudgets = Pick<NodeContext, 'latencyBudgetMs' | 'moneyBudgetUsd'>

export interface GateSettings {
  threshold: number
  byCategory: readonly { category: string; threshold: number }[]
  missingConfidence: number
  acceptWhenLessThanMs: number
  acceptWhenLessThanUsd: number
}

export interface GateDecision {
  leave: 'accept' | 'escalate'
  why: string
}

/** Whether an answer is accepted, and why: alike in a run and in the form that shows what a threshold would do. */
export function decide(
  problem: Readonly<GateState>,
  settings: Readonly<GateSettings>,
  budgets: Readonly<GateBudgets>,
): GateDecision {
  const confidence = problem.confidence ?? settings.missingConfidence
  const own = settings.byCategory.find(({ category }) => category === problem.category)
  const { threshold } = own ?? settings
  const isEnough = confidence >= threshold
  const want = isEnough ? undefined : wantOf(problem, settings, budgets)
  const leave = isEnough || want !== undefined ? 'accept' : 'escalate'
  const isPlain = want === undefined && own === undefined && problem.confidence !== null
  if (isPlain) return { leave, why: plainWords(settings, confidence) }
  const stated = problem.confidence === null ? `no confidence, counted as ${confidence}` : `confidence ${confidence}`
  if (want !== undefined) return { leave, why: `${stated}, but ${want}` }
  const bar = own === undefined ? String(threshold) : `${threshold} for ${own.category}`
  return { leave, why: `${stated} ${isEnough ? '≥' : '<'} ${bar}` }
}

/** By settings and confidence. */
const saidBefore = new WeakMap<Readonly<GateSettings>, Map<number, string>>()
/** Confidences of many digits never come again. */
const MOST_SAID = 1000

/**
 * The commonest reason, as the same string each time: confidences repeat, so a replay need not put it together for every problem, nor
 * whoever stores it read it through to find that it is known.
 */
function plainWords(settings: Readonly<GateSettings>, confidence: number): string {
  let said = saidBefore.get(settings)
  if (said === undefined || said.size >= MOST_SAID) {
    said = new Map()
    saidBefore.set(settings, said)
  }
  let words = said.get(confidence)
  if (words === undefined) {
    const { threshold } = settings
    words = `confidence ${confidence} ${confidence >= threshold ? '≥' : '<'} ${threshold}`
    said.set(confidence, words)
  }
  return words
}

/** What is too little to go on with; undefined where there is enough, no budget, or no knowing. */
function wantOf(
  { elapsedMs, spentUsd }: Readonly<GateState>,
  { acceptWhenLessThanMs, acceptWhenLessThanUsd }: Readonly<GateSettings>,
  { latencyBudgetMs, moneyBudgetUsd }: Readonly<GateBudgets>,
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

/** The confidence that a decision's reason was written with: null where there was none, undefined where it is no such reason. */
export function confidenceIn(why: string): number | null | undefined {
  if (why.startsWith('no confidence, ')) return null
  const stated = /^confidence (\S+?),? /.exec(why)?.[1]
  const confidence = stated === undefined ? Number.NaN : Number(stated)
  return Number.isNaN(confidence) ? undefined : confidence
}
