import { hash } from 'node:crypto'
import type { OutcomeRecord, ProblemRecord } from '../../shared/dataset'
import { foldAnswer } from '../../shared/grading/answers'
import { defaultRules } from '../../shared/nodes/classifier/default-rules'
import { judge } from '../../shared/nodes/classifier/rules'
import type { Step } from '../../shared/report'

/** What a good engineer would write for this one cascade, without a graph, a walker or a trace that explains itself. */
export interface HandResult {
  problemId: string
  correct: boolean
  answer: string
  usd: number
  latencyMs: number
  escalated: boolean
  steps: Step[]
  calls: { site: number; outcome: OutcomeRecord }[]
  /** What the cache keeps, as the store keeps it. */
  remembered: string | null
}

export function cascadeByHand(
  problems: readonly ProblemRecord[],
  find: (problemId: string, model: string) => OutcomeRecord | undefined,
): HandResult[] {
  const cache = new Map<string, { answer: string; score: number }>()
  return problems.map((problem) => walkByHand(problem, cache, find))
}

function walkByHand(
  { id, question }: ProblemRecord,
  cache: Map<string, { answer: string; score: number }>,
  find: (problemId: string, model: string) => OutcomeRecord | undefined,
): HandResult {
  const label = judge(question, defaultRules, 'easy').label
  const steps: Step[] = [
    ['in', 'problem', ''],
    ['rules', label, ''],
  ]
  const calls: HandResult['calls'] = []
  const key = hash('sha256', question.normalize('NFC').toLowerCase(), 'hex')
  const known = cache.get(key)
  if (known !== undefined) {
    steps.push(['memo', 'hit', ''], ['out', null, ''])
    return {
      problemId: id,
      correct: known.score >= 0.5,
      answer: known.answer,
      usd: 0,
      latencyMs: 0,
      escalated: false,
      steps,
      calls,
      remembered: null,
    }
  }
  let outcome = find(id, 'small')
  if (outcome === undefined) throw new Error('no outcome')
  calls.push({ site: 1, outcome })
  let [usd, latencyMs] = [outcome.usd ?? 0, outcome.latencyMs ?? 0]
  const escalated = (outcome.confidence ?? 0.5) < 0.75
  steps.push(['memo', 'miss', ''], ['fast', 'answer', ''], ['gate', escalated ? 'escalate' : 'accept', ''])
  if (escalated) {
    outcome = find(id, 'large')
    if (outcome === undefined) throw new Error('no outcome')
    calls.push({ site: 2, outcome })
    usd += outcome.usd ?? 0
    latencyMs += outcome.latencyMs ?? 0
    steps.push(['slow', 'answer', ''])
  }
  const answer = foldAnswer(outcome.answer ?? '')
  const value = Number(answer)
  const passed = Number.isInteger(value) && value >= 0
  steps.push(['check', passed ? 'pass' : 'fail', ''], [passed ? 'out' : 'none', null, ''])
  if (passed) cache.set(key, { answer, score: outcome.score ?? 0 })
  return {
    problemId: id,
    correct: passed && (outcome.score ?? 0) >= 0.5,
    answer,
    usd,
    latencyMs,
    escalated,
    steps,
    calls,
    remembered: passed ? JSON.stringify([['', key, latencyMs, outcome.score, usd]]) : null,
  }
}
