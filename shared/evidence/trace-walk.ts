import type { CallSource } from '../connection'
import { sameAnswer } from '../grading/grade'
import type { AskReply } from '../nodes/kind'
import { readSelfReport } from '../nodes/model/confidence'
import { takeVote } from '../nodes/model/vote'
import type { Step, Verdict } from '../report'

/** As much of a call as tells which answer came of it. */
export interface TracedCall {
  nodeId: string
  connection: string
  model: string
  source: CallSource
  sample: number
  answer: string | null
  confidence: number | null
  usd: number | null
}

/** As much of a node as tells what its visits mean. */
export interface TracedNode {
  kind: string
  samples: number
  confidence: 'stated' | 'votes' | 'logprobs'
}

/** An answer that stood at some place of a walk. `correct` is `null` where nobody knows: no key, no grade of the source. */
export interface TracedAnswer {
  /** The node that gave it: a model, a cache, or a person's review. */
  nodeId: string
  connection: string | null
  model: string | null
  sample: number
  confidence: number | null
  correct: boolean | null
}

/** A problem at a node that decides: what stood then, and what it went on to cost. */
export interface TracedExit {
  nodeId: string
  port: string
  why: string
  before: TracedAnswer | null
  /** Dollars of all calls made after this step; `null` where one is unknown. */
  usdAfter: number | null
}

export interface TracedWalk {
  answers: TracedAnswer[]
  /** Every way out that was taken, in order. */
  exits: TracedExit[]
}

export interface WalkToTrace {
  steps: readonly Step[]
  calls: readonly TracedCall[]
  verdict: Verdict
  confidence: number | null
  answerKey: string | null
  /** The grade that a recorded answer had from its source; `null` where none is known. */
  scoreOf: (call: TracedCall) => number | null
}

/**
 * What stood where on a problem's way, from its steps and calls: the answers of its models with their confidence and
 * whether they were right, and each way out with the answer that stood then. The answer with which it left has the result's verdict.
 */
export function traceWalk(walk: WalkToTrace, nodes: ReadonlyMap<string, TracedNode>): TracedWalk {
  const { steps, calls, verdict } = walk
  const answers: TracedAnswer[] = []
  const exits: (TracedExit & { callsBefore: number })[] = []
  let next = 0
  let standing: TracedAnswer | null = null
  for (const [nodeId, port, why] of steps) {
    const node = nodes.get(nodeId)
    const made = callsOfVisit(calls, next, nodeId, node)
    next += made.length
    if (node?.kind === 'model' && port === 'answer') {
      standing = answerOf(nodeId, node, made, walk)
      answers.push(standing)
    } else if ((node?.kind === 'cache' && port === 'hit') || (node?.kind === 'review' && port === 'corrected')) {
      standing = { nodeId, connection: null, model: null, sample: 0, confidence: null, correct: null }
      answers.push(standing)
    }
    if (port !== null) exits.push({ nodeId, port, why, before: standing, usdAfter: 0, callsBefore: next })
  }
  if (standing !== null && (verdict === 'correct' || verdict === 'wrong')) standing.correct = verdict === 'correct'
  const usdAfter = sumsFrom(calls)
  return {
    answers,
    exits: exits.map(({ callsBefore, ...exit }) => ({ ...exit, usdAfter: usdAfter[callsBefore] ?? null })),
  }
}

/** The calls that one visit made: as many as its model node has samples, or all in a row of another node. */
function callsOfVisit(
  calls: readonly TracedCall[],
  from: number,
  nodeId: string,
  node: TracedNode | undefined,
): TracedCall[] {
  const most = node?.kind === 'model' ? node.samples : Number.POSITIVE_INFINITY
  const made: TracedCall[] = []
  for (let at = from; at < calls.length && made.length < most; at++) {
    const call = calls[at]
    if (call === undefined || call.nodeId !== nodeId) break
    made.push(call)
  }
  return made
}

function answerOf(
  nodeId: string,
  { confidence: from }: TracedNode,
  made: readonly TracedCall[],
  { answerKey, scoreOf, confidence }: WalkToTrace,
): TracedAnswer {
  const replies = made.map(replyOf)
  const vote = takeVote(replies)
  const call = vote === undefined ? undefined : made[replies.indexOf(vote.winner)]
  if (vote === undefined || call === undefined) {
    return { nodeId, connection: null, model: null, sample: 0, confidence: null, correct: null }
  }
  // Log-probabilities are not kept with the calls; the last one's confidence is the result's own.
  const stated = from === 'logprobs' ? confidence : vote.winner.confidence
  const { connection, model, sample } = call
  return {
    nodeId,
    connection,
    model,
    sample,
    confidence: from === 'votes' ? vote.votes / vote.asked : stated,
    correct: isCorrect(vote.winner.answer, answerKey, scoreOf(call)),
  }
}

function replyOf({ answer, confidence }: TracedCall): AskReply {
  if (answer === null) return { ok: false, reason: 'provider', message: '' }
  const read = readSelfReport(answer)
  return { ok: true, answer: read.answer, confidence: read.confidence ?? confidence, meanLogprob: null }
}

/** As the grader does it, but `null` where it has nothing to go by. */
export function isCorrect(answer: string | null, key: string | null, score: number | null): boolean | null {
  if (score !== null) return score >= 0.5
  if (key === null) return null
  return answer !== null && sameAnswer(answer, key)
}

/** At index k: dollars of the calls from the k-th on; `null` once one is unknown. */
function sumsFrom(calls: readonly TracedCall[]): (number | null)[] {
  const sums: (number | null)[] = [0]
  for (let at = calls.length - 1; at >= 0; at--) {
    const [usd, rest] = [calls[at]?.usd ?? null, sums[0] ?? null]
    sums.unshift(usd === null || rest === null ? null : usd + rest)
  }
  return sums
}
