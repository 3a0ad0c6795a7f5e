import { grade } from '../grading/grade'
import { addCost } from '../ledger/price'
import { confidenceIn } from '../nodes/escalation/decide'
import type { AskReply } from '../nodes/kind'
import { readReply } from '../nodes/model/read-reply'
import { takeVote } from '../nodes/model/vote'
import type { Step, Verdict } from '../report'
import type { SeenAtGate } from './at-gate'

/** As much of a stored call as tells what its node then had. */
export interface TracedCall {
  nodeId: string
  answer: string | null
  /** The source's own grade of this answer. */
  score: number | null
  usd: number | null
  latencyMs: number | null
}

/** One problem's way through a run. */
export interface TracedProblem {
  category: string | null
  answerKey: string | null
  verdict: Verdict
  steps: readonly Step[]
  calls: readonly TracedCall[]
}

/**
 * What a visit to a node does to the answer: a model gives one, by so many calls at once; some kinds leave it alone and make
 * one call at most; of the others nothing is known.
 */
export interface NodeTrait {
  role: 'answers' | 'keeps' | 'unknown'
  mostCalls: number
}

/**
 * The problem as it first came to the gate, told from its stored steps and calls; undefined where it never came there. Calls
 * are stored in the order made, so each visit took the next ones of its node; those of a model were made at once.
 */
export function traceToGate(
  { category, answerKey, verdict, steps, calls }: TracedProblem,
  gate: string,
  traitOf: (nodeId: string) => NodeTrait,
): SeenAtGate | undefined {
  const at = steps.findIndex(([node]) => node === gate)
  const confidence = confidenceIn(steps[at]?.[2] ?? '')
  if (at < 0 || confidence === undefined) return undefined
  let next = 0
  let correct: boolean | null = null
  let elapsedMs: number | null = 0
  let spentUsd: number | null = 0
  for (const [node, port] of steps.slice(0, at)) {
    const from = next
    const { role, mostCalls } = traitOf(node)
    while (calls[next]?.nodeId === node && next - from < mostCalls) next += 1
    const made = calls.slice(from, next)
    elapsedMs = addTime(elapsedMs, made, role)
    for (const { usd } of made) spentUsd = addCost(spentUsd, usd)
    // A model that was passed by without a call leaves the answer as it was.
    if (role === 'answers' && port !== 'failed' && made.length > 0) correct = isRight(made, answerKey)
    if (role === 'unknown' && !leavesAnswer(port)) correct = null
  }
  const isFinal = steps
    .slice(at)
    .every(([node, port]) => traitOf(node).role === 'keeps' || port === null || leavesAnswer(port))
  // What was the answer here left the graph unchanged: its verdict is known whoever gave it.
  if (isFinal && (verdict === 'correct' || verdict === 'wrong')) correct = verdict === 'correct'
  return { confidence, correct, category, elapsedMs, spentUsd }
}

/** A cache that misses and a person who approves change no answer, though their kinds may. */
function leavesAnswer(port: string | null): boolean {
  return port === 'miss' || port === 'approved'
}

function addTime(elapsedMs: number | null, made: readonly TracedCall[], role: NodeTrait['role']): number | null {
  const times = made.map(({ latencyMs }) => latencyMs)
  if (elapsedMs === null || times.includes(null)) return null
  const known = times.filter((time) => time !== null)
  return elapsedMs + (role === 'answers' ? Math.max(0, ...known) : known.reduce((sum, time) => sum + time, 0))
}

function isRight(made: readonly TracedCall[], answerKey: string | null): boolean | null {
  const replies = made.map(({ answer }): AskReply => {
    if (answer === null) return { ok: false, reason: 'provider', message: '' }
    return readReply({ ok: true, answer, confidence: null, meanLogprob: null })
  })
  const vote = takeVote(replies)
  if (vote === undefined) return null
  const score = made.find(({ answer }) => answer === vote.winner.answer)?.score ?? null
  const { correct, by } = grade(vote.winner.answer, answerKey, score)
  return by === 'nothing' ? null : correct
}
