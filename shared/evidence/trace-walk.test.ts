import { describe, expect, it } from 'vitest'
import type { Step } from '../report'
import { type TracedCall, type TracedNode, traceWalk, type WalkToTrace } from './trace-walk'

const model: TracedNode = { kind: 'model', samples: 1, confidence: 'stated' }
const nodes = new Map<string, TracedNode>([
  ['fast', model],
  ['vote', { kind: 'model', samples: 3, confidence: 'votes' }],
  ['slow', model],
  ['cache', { kind: 'cache', samples: 1, confidence: 'stated' }],
  ['gate', { kind: 'escalation', samples: 1, confidence: 'stated' }],
  ['person', { kind: 'review', samples: 1, confidence: 'stated' }],
  ['judge', { kind: 'verifier', samples: 1, confidence: 'stated' }],
])

const call = (nodeId: string, answer: string | null, rest: Partial<TracedCall> = {}): TracedCall => ({
  nodeId,
  connection: 'simulated',
  model: nodeId,
  source: 'simulated',
  sample: 0,
  answer,
  confidence: 0.9,
  usd: 0.01,
  ...rest,
})

const trace = (steps: Step[], calls: TracedCall[], rest: Partial<WalkToTrace> = {}) =>
  traceWalk(
    { steps, calls, verdict: 'correct', confidence: null, answerKey: '42', scoreOf: () => null, ...rest },
    nodes,
  )

describe('what stood where on a walk', () => {
  it('is the answer before an escalation, graded by the key, and what going on cost', () => {
    const { answers, exits } = trace(
      [
        ['fast', 'answer', ''],
        ['gate', 'escalate', ''],
        ['slow', 'answer', ''],
        ['out', null, ''],
      ],
      [call('fast', '41', { confidence: 0.3 }), call('slow', '42', { usd: 0.5 })],
    )
    expect(answers.map(({ nodeId, correct, confidence }) => [nodeId, correct, confidence])).toEqual([
      ['fast', false, 0.3],
      ['slow', true, 0.9],
    ])
    expect(exits.find(({ nodeId }) => nodeId === 'gate')).toMatchObject({ before: { correct: false }, usdAfter: 0.5 })
  })

  it('is the vote of all samples, with its share as confidence where the node takes that', () => {
    const samples = ['7', '42', '42'].map((answer, sample) => call('vote', answer, { sample }))
    const { answers } = trace([['vote', 'answer', '']], samples)
    expect(answers).toMatchObject([{ confidence: 2 / 3, correct: true, sample: 1 }])
  })

  it('is each attempt of a retry by itself', () => {
    const { exits } = trace(
      [
        ['fast', 'answer', ''],
        ['judge', 'retry', 'it is not'],
        ['fast', 'answer', ''],
        ['judge', 'pass', 'it is'],
      ],
      [call('fast', '1'), call('judge', 'no'), call('fast', '42', { sample: 1 }), call('judge', 'yes')],
    )
    const said = exits.filter(({ nodeId }) => nodeId === 'judge')
    expect(said.map(({ port, before, usdAfter }) => [port, before?.correct, usdAfter])).toEqual([
      ['retry', false, 0.02],
      ['pass', true, 0],
    ])
  })

  it('has the result’s verdict where it is the last answer, of a cache too', () => {
    const steps: Step[] = [
      ['cache', 'hit', ''],
      ['out', null, ''],
    ]
    expect(trace(steps, []).answers).toMatchObject([{ nodeId: 'cache', correct: true }])
    expect(trace(steps, [], { verdict: 'wrong' }).answers).toMatchObject([{ correct: false }])
  })

  it('is of unknown grade where there is neither key nor grade of the source', () => {
    const steps: Step[] = [
      ['fast', 'answer', ''],
      ['slow', 'answer', ''],
    ]
    const calls = [call('fast', 'x'), call('slow', 'y')]
    expect(trace(steps, calls, { answerKey: null }).answers.map(({ correct }) => correct)).toEqual([null, true])
    const graded = trace(steps, calls, { answerKey: null, scoreOf: ({ nodeId }) => (nodeId === 'fast' ? 0.2 : null) })
    expect(graded.answers.map(({ correct }) => correct)).toEqual([false, true])
  })

  it('is a person’s own where a review corrected it', () => {
    const { answers, exits } = trace(
      [
        ['fast', 'answer', ''],
        ['person', 'corrected', ''],
        ['out', null, ''],
      ],
      [call('fast', '41'), call('person', '42', { source: 'review' })],
    )
    expect(answers.map(({ nodeId, correct }) => [nodeId, correct])).toEqual([
      ['fast', false],
      ['person', true],
    ])
    expect(exits[1]).toMatchObject({ before: { nodeId: 'person' }, usdAfter: 0 })
  })

  it('takes a confidence out of the answer’s own words', () => {
    const { answers } = trace([['fast', 'answer', '']], [call('fast', '42\nCONFIDENCE: 70')])
    expect(answers).toMatchObject([{ confidence: 0.7, correct: true }])
  })

  it('is nothing after a model that failed', () => {
    const { exits } = trace([['fast', 'failed', 'timeout']], [call('fast', null)], { verdict: 'failed' })
    expect(exits).toMatchObject([{ port: 'failed', before: null, usdAfter: 0 }])
  })
})
