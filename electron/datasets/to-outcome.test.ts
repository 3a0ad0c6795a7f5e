import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ModelPrice } from '../../shared/dataset'
import { toOutcomes } from './to-outcome'

const toOutcome = (values: Record<string, unknown>) => {
  const read = toOutcomes(values, mapping, 'p')
  return 'reason' in read ? read : read.outcomes[0]
}

const mapping = {
  model: 'model',
  answer: 'answer',
  confidence: 'conf',
  correct: 'ok',
  sample: 'k',
  inputTokens: 'in',
  outputTokens: 'out',
  usd: 'usd',
  latencyMs: 'ms',
}

describe('a row read as an outcome', () => {
  it('has every figure of its row', () => {
    const values = {
      model: ' m ',
      answer: 18,
      conf: '0.85',
      ok: 'True',
      k: '2',
      in: 10,
      out: '20',
      usd: '1e-3',
      ms: 5.5,
    }
    expect(toOutcome(values)).toEqual({
      problemId: 'p',
      model: 'm',
      sample: 2,
      answer: '18',
      confidence: 0.85,
      score: 1,
      inputTokens: 10,
      outputTokens: 20,
      usd: 0.001,
      latencyMs: 5.5,
    })
  })

  it('leaves unknown figures unknown, never 0', () => {
    expect(toOutcome({ model: 4, conf: null, usd: '' })).toEqual({
      problemId: 'p',
      model: '4',
      sample: null,
      answer: null,
      confidence: null,
      score: null,
      inputTokens: null,
      outputTokens: null,
      usd: null,
      latencyMs: null,
    })
  })

  it('knows a grade in many spellings', () => {
    const grades: [unknown, number][] = [
      [true, 1],
      [false, 0],
      [1, 1],
      ['0', 0],
      ['YES', 1],
      [' no ', 0],
      ['0.25', 0.25],
      ['Pass', 1],
      ['incorrect', 0],
      ['t', 1],
      ['N', 0],
    ]
    for (const [ok, score] of grades) expect(toOutcome({ model: 'm', ok })).toMatchObject({ score })
  })

  it('says what is wrong with a cell that it cannot do without, and what was expected', () => {
    const faults: [Record<string, unknown>, string][] = [
      [{ model: '' }, 'model is empty'],
      [{ ok: 'maybe' }, 'ok is maybe, expected true, false, yes, no or a number from 0 to 1'],
      [{ ok: 2 }, 'ok is 2, expected true, false, yes, no or a number from 0 to 1'],
      [{ answer: { a: 1 } }, 'answer is {"a":1}, expected text'],
      [{ k: true }, 'k is true, expected a whole number of 0 or more'],
    ]
    for (const [values, reason] of faults) {
      expect(toOutcome({ model: 'm', ...values })).toEqual({ reason })
    }
  })

  it('keeps its answer and its grade where another figure cannot be read, and says which', () => {
    const faults: [Record<string, unknown>, string][] = [
      [{ conf: 85 }, 'conf is 85, expected a number from 0 to 1'],
      [{ in: 1.5 }, 'in is 1.5, expected a whole number of 0 or more'],
      [{ out: -1 }, 'out is -1, expected a whole number of 0 or more'],
      [{ usd: '1,234' }, 'usd is 1,234, expected a number of 0 or more'],
      [{ ms: '1e999' }, 'ms is 1e999, expected a number of 0 or more'],
      [{ ms: 'fast' }, 'ms is fast, expected a number of 0 or more'],
      [{ usd: '0x10' }, 'usd is 0x10, expected a number of 0 or more'],
      [{ conf: Number.POSITIVE_INFINITY }, 'conf is Infinity, expected a number from 0 to 1'],
    ]
    const nothing = { confidence: null, inputTokens: null, outputTokens: null, usd: null, latencyMs: null }
    for (const [values, reason] of faults) {
      expect(toOutcomes({ model: 'm', answer: '4', ok: 1, ...values }, mapping, 'p')).toEqual({
        outcomes: [{ problemId: 'p', model: 'm', sample: null, answer: '4', score: 1, ...nothing }],
        faults: [],
        unread: [`${reason}; it is left unknown`],
      })
    }
  })

  it('reads numbers as people and programs write them, where they can mean but one thing', () => {
    const written: [Record<string, unknown>, Record<string, number | null>][] = [
      [{ conf: '90%' }, { confidence: 0.9 }],
      [{ conf: '12.3 %' }, { confidence: 0.123 }],
      [{ conf: '0,85' }, { confidence: 0.85 }],
      [{ usd: '$0.012' }, { usd: 0.012 }],
      [{ usd: '0,0123' }, { usd: 0.0123 }],
      [{ in: '1,234' }, { inputTokens: 1234 }],
      [{ ok: '75 %' }, { score: 0.75 }],
      ...['NaN', 'None', 'n/a', 'null', '–'].map((none): [Record<string, unknown>, Record<string, null>] => [
        { conf: none, usd: none, in: none, ms: none, ok: none },
        { confidence: null, usd: null, inputTokens: null, latencyMs: null, score: null },
      ]),
    ]
    for (const [values, figures] of written)
      expect(toOutcomes({ model: 'm', ...values }, mapping, 'p')).toMatchObject({ outcomes: [figures], unread: [] })
  })
})

describe('the figures of an outcome', () => {
  const ofColumns = (columns: object, values: Record<string, unknown>, prices = new Map<string, ModelPrice>()) => {
    const read = toOutcomes({ model: 'm', ...values }, { model: 'model', ...columns }, 'p', prices)
    return 'reason' in read ? read : read.outcomes[0]
  }

  it('come from paths into nested values', () => {
    const values = { run: { out: [{ text: 'x' }, { text: '18' }], usage: { in: 5 } } }
    expect(ofColumns({ answer: 'run.out[1].text', inputTokens: 'run.usage.in', usd: 'run.usd' }, values)).toMatchObject(
      {
        answer: '18',
        inputTokens: 5,
        usd: null,
      },
    )
    expect(ofColumns({ answer: 'run.out' }, values)).toMatchObject({ reason: expect.stringContaining('expected text') })
  })

  it('have a latency in milliseconds, exactly, from seconds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000_000 }), (ms) => {
        expect(ofColumns({ latencySeconds: 's' }, { s: ms / 1000 })).toMatchObject({ latencyMs: ms })
      }),
    )
    expect(ofColumns({ latencySeconds: 's' }, { s: '1.005' })).toMatchObject({ latencyMs: 1005 })
    expect(ofColumns({ latencySeconds: 's' }, { s: 1.5e-7 })).toMatchObject({ latencyMs: 0.00015 })
    expect(ofColumns({ latencySeconds: 's' }, { s: '1e307' })).toMatchObject({ latencyMs: null })
  })

  it('have the tokens that a total leaves', () => {
    const columns = { totalTokens: 'all', inputTokens: 'in' }
    expect(ofColumns(columns, { all: 30, in: 10 })).toMatchObject({ inputTokens: 10, outputTokens: 20 })
    expect(ofColumns(columns, { all: 30 })).toMatchObject({ inputTokens: null, outputTokens: null })
    expect(ofColumns(columns, { all: 30, in: 40 })).toMatchObject({ inputTokens: 40, outputTokens: null })
    expect(toOutcomes({ model: 'm', all: 30, in: 40 }, { model: 'model', ...columns }, 'p')).toMatchObject({
      unread: ['all is 30, less than the 40 tokens of one part of it; it is left unknown'],
    })
  })

  it('have dollars by the price of their model', () => {
    const price = { inputPerMillion: 3, outputPerMillion: 15 }
    const prices = new Map([['m', { model: 'm', price, usdPerCall: null }]])
    const columns = { inputTokens: 'in', outputTokens: 'out', usd: 'usd' }
    expect(ofColumns(columns, { in: 1000, out: 100 }, prices)).toMatchObject({ usd: 0.0045 })
    expect(ofColumns(columns, { in: 1000, out: 100, usd: 1 }, prices)).toMatchObject({ usd: 1 })
    expect(ofColumns(columns, { model: 'n', in: 1000, out: 100 }, prices)).toMatchObject({ usd: null })
    expect(ofColumns(columns, { in: 1000, out: 100, usd: 'free' }, prices)).toMatchObject({
      usd: null,
      inputTokens: 1000,
    })
  })
})

describe('a row of the wide form', () => {
  const wide = {
    models: [
      { name: 'a', correct: 'a', answer: 'a_text' },
      { name: 'b', correct: 'b', usd: 'b_usd' },
    ],
    sample: 'k',
  }

  it('is an outcome for each model that has a cell in it', () => {
    expect(toOutcomes({ a: 'True', a_text: 'x', b: 0.25, b_usd: '', k: 3 }, wide, 'p')).toMatchObject({
      outcomes: [
        { problemId: 'p', model: 'a', sample: 3, score: 1, answer: 'x', usd: null },
        { model: 'b', sample: 3, score: 0.25, answer: null, usd: null },
      ],
      faults: [],
    })
    expect(toOutcomes({ a: '', a_text: ' ', b: 0 }, wide, 'p')).toMatchObject({ outcomes: [{ model: 'b', score: 0 }] })
    expect(toOutcomes({}, wide, 'p')).toEqual({ outcomes: [], faults: [], unread: [] })
    expect(toOutcomes({ a: 'NaN', b: 0 }, wide, 'p')).toMatchObject({
      outcomes: [{ model: 'b', score: 0 }],
      faults: [],
    })
  })

  it('with a cell that cannot be read loses the outcome of that cell’s model alone', () => {
    expect(toOutcomes({ a: 'True', b: 'maybe' }, wide, 'p')).toMatchObject({
      outcomes: [{ model: 'a', score: 1 }],
      faults: ['b is maybe, expected true, false, yes, no or a number from 0 to 1'],
    })
    expect(toOutcomes({ a: 'True', b: 'no', b_usd: 'much' }, wide, 'p')).toMatchObject({
      outcomes: [
        { model: 'a', score: 1 },
        { model: 'b', score: 0, usd: null },
      ],
      unread: ['b_usd is much, expected a number of 0 or more; it is left unknown'],
    })
    expect(toOutcomes({ a: 'True', k: 'x' }, wide, 'p')).toEqual({
      reason: 'k is x, expected a whole number of 0 or more',
    })
  })
})
