import { describe, expect, it } from 'vitest'
import { toOutcome } from './to-outcome'

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
    expect(toOutcome(values, mapping, 'p')).toEqual({
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
    expect(toOutcome({ model: 4, conf: null, usd: '' }, mapping, 'p')).toEqual({
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
    ]
    for (const [ok, score] of grades) expect(toOutcome({ model: 'm', ok }, mapping, 'p')).toMatchObject({ score })
  })

  it('says what is wrong with a cell and what was expected', () => {
    const faults: [Record<string, unknown>, string][] = [
      [{ model: '' }, 'model is empty'],
      [{ conf: 85 }, 'conf is 85, expected a number from 0 to 1'],
      [{ conf: '90%' }, 'conf is 90%, expected a number from 0 to 1'],
      [{ ok: 'maybe' }, 'ok is maybe, expected true, false, yes, no or a number from 0 to 1'],
      [{ ok: 2 }, 'ok is 2, expected true, false, yes, no or a number from 0 to 1'],
      [{ in: 1.5 }, 'in is 1.5, expected a whole number of 0 or more'],
      [{ out: -1 }, 'out is -1, expected a whole number of 0 or more'],
      [{ usd: 'NaN' }, 'usd is NaN, expected a number of 0 or more'],
      [{ ms: '1e999' }, 'ms is 1e999, expected a number of 0 or more'],
      [{ usd: '0x10' }, 'usd is 0x10, expected a number of 0 or more'],
      [{ k: true }, 'k is true, expected a whole number of 0 or more'],
    ]
    for (const [values, reason] of faults) {
      expect(toOutcome({ model: 'm', ...values }, mapping, 'p')).toEqual({ reason })
    }
  })
})
