import { describe, expect, it } from 'vitest'
import type { Step } from '../report'
import { type NodeTrait, type TracedCall, type TracedProblem, traceToGate } from './trace-to-gate'

const traits: Record<string, NodeTrait> = {
  ask: { role: 'answers', mostCalls: 2 },
  slow: { role: 'answers', mostCalls: 1 },
  judge: { role: 'keeps', mostCalls: 1 },
  gate: { role: 'keeps', mostCalls: 1 },
  out: { role: 'keeps', mostCalls: 1 },
}
const traitOf = (id: string): NodeTrait => traits[id] ?? { role: 'unknown', mostCalls: Number.POSITIVE_INFINITY }

const call = (nodeId: string, answer: string | null, more: Partial<TracedCall> = {}): TracedCall => ({
  nodeId,
  answer,
  score: null,
  usd: 1,
  latencyMs: 10,
  ...more,
})

function trace(steps: readonly Step[], calls: readonly TracedCall[], more: Partial<TracedProblem> = {}) {
  const problem: TracedProblem = { category: 'c', answerKey: '4', verdict: 'wrong', steps, calls, ...more }
  return traceToGate(problem, 'gate', traitOf)
}

const escalated: Step = ['gate', 'escalate', 'confidence 0.5 < 0.75']
const after: Step[] = [
  ['slow', 'answer', 'answered'],
  ['out', null, 'the answer is final'],
]
const accepted: Step = ['gate', 'accept', 'confidence 0.9 ≥ 0.75']

describe('a problem as it came to an escalation', () => {
  it('had the answer of the model before it, whatever became of it later', () => {
    const steps: Step[] = [['ask', 'answer', 'answered'], escalated, ...after]
    const calls = [call('ask', '4'), call('ask', '4', { latencyMs: 30 }), call('slow', '5')]
    expect(trace(steps, calls)).toEqual({ confidence: 0.5, correct: true, category: 'c', elapsedMs: 30, spentUsd: 2 })
  })

  it('had the answer that most samples gave, without the confidence written into it', () => {
    const calls = [call('ask', '5'), call('ask', '4\nCONFIDENCE: 80')]
    expect(trace([['ask', 'answer', ''], escalated, ...after], calls)).toMatchObject({ correct: false })
    expect(trace([['ask', 'answer', ''], escalated, ...after], [...calls].reverse())).toMatchObject({ correct: true })
  })

  it('keeps the source’s own grade of a recorded answer', () => {
    const calls = [call('ask', 'two squared', { score: 1 })]
    expect(trace([['ask', 'answer', ''], escalated, ...after], calls)).toMatchObject({ correct: true })
  })

  it('counts each visit of a loop by its own calls', () => {
    const visit: Step[] = [
      ['ask', 'answer', ''],
      ['judge', 'retry', 'no'],
    ]
    const steps: Step[] = [...visit, ...visit, escalated, ...after]
    const calls = [
      call('ask', '5'),
      call('ask', '5'),
      call('judge', ''),
      call('ask', '4'),
      call('ask', '4'),
      call('judge', ''),
    ]
    expect(trace(steps, calls)).toMatchObject({ correct: true, elapsedMs: 40, spentUsd: 6 })
  })

  it('keeps its answer past a model that made no call', () => {
    const steps: Step[] = [['ask', 'answer', ''], ['slow', 'answer', 'it is switched off'], escalated, ...after]
    expect(trace(steps, [call('ask', '4')])).toMatchObject({ correct: true })
  })

  it('keeps an answer that a person approved, and not one that was corrected', () => {
    const by = (port: string): Step[] => [['ask', 'answer', ''], ['person', port, ''], escalated, ...after]
    expect(trace(by('approved'), [call('ask', '4')])).toMatchObject({ correct: true })
    expect(trace(by('corrected'), [call('ask', '4')])).toMatchObject({ correct: null })
  })

  it('is counted once, as it first came', () => {
    const again: Step = ['gate', 'accept', 'confidence 0.9 ≥ 0.75']
    const steps: Step[] = [['ask', 'answer', ''], escalated, ['slow', 'answer', ''], again, ['out', null, '']]
    expect(trace(steps, [call('ask', '4'), call('slow', '5')])).toMatchObject({ confidence: 0.5, correct: true })
  })
})

describe('what cannot be known', () => {
  it('is whether a cached answer that was replaced later had been right', () => {
    const steps: Step[] = [['memo', 'hit', 'answered before'], escalated, ...after]
    expect(trace(steps, [call('slow', '4')])).toMatchObject({ correct: null })
  })

  it('is known where that answer left the graph as it was', () => {
    const steps: Step[] = [['memo', 'hit', ''], accepted, ['out', null, '']]
    expect(trace(steps, [], { verdict: 'correct' })).toMatchObject({ correct: true })
    expect(trace(steps, [], { verdict: 'wrong' })).toMatchObject({ correct: false })
    expect(trace(steps, [], { verdict: 'failed' })).toMatchObject({ correct: null })
  })

  it('is the rightness of an answer to a problem without a key', () => {
    const steps: Step[] = [['ask', 'answer', ''], escalated, ...after]
    expect(trace(steps, [call('ask', '4')], { answerKey: null })).toMatchObject({ correct: null })
  })

  it('are time and dollars once one call’s are not known', () => {
    const steps: Step[] = [['ask', 'answer', ''], escalated, ...after]
    const calls = [call('ask', '4', { latencyMs: null, usd: null })]
    expect(trace(steps, calls)).toMatchObject({ elapsedMs: null, spentUsd: null })
  })
})

it('a problem that never came there, or left it by another reason, is not counted', () => {
  expect(
    trace(
      [
        ['ask', 'answer', ''],
        ['out', null, ''],
      ],
      [call('ask', '4')],
    ),
  ).toBeUndefined()
  expect(trace([['gate', null, '“gate” failed: it broke']], [])).toBeUndefined()
})
