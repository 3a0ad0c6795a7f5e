import { describe, expect, it } from 'vitest'
import type { ModelCall } from '../../shared/connection'
import { sameAnswer } from '../../shared/grading/grade'
import { costOf } from '../../shared/ledger/price'
import { readVerdict } from '../../shared/nodes/verifier/read-verdict'
import { neverAborted } from '../../shared/nodes/visit.fixture'
import { type FoundOutcome, recordedConnection } from './recorded'
import { simulatedConnection } from './simulated'
import { type Level, simulatedProfiles } from './simulated-profiles'

const call = (rest: Partial<ModelCall> = {}): ModelCall => ({
  problemId: 'p1',
  ordinal: 0,
  seq: 0,
  nodeId: 'ask',
  role: 'fast',
  again: 0,
  model: 'standard',
  sample: 0,
  seed: 7,
  system: '',
  prompt: 'What is 2 + 3?',
  maxTokens: undefined,
  timeoutMs: undefined,
  temperature: undefined,
  effort: undefined,
  logprobs: false,
  labels: undefined,
  signal: neverAborted,
  ...rest,
})

/** Thousands of answers of one model to problems of one difficulty. */
function sampleOf(model: string, difficulty: string, count = 4000) {
  const connection = simulatedConnection(() => ({ answerKey: '42', difficulty }))
  return Array.from({ length: count }, (_, n) => {
    const answer = connection.ask(call({ model, problemId: `p${n}` }))
    if (answer instanceof Promise) throw new Error('a simulation waits for nothing')
    return {
      ...answer,
      right: answer.answer !== null && sameAnswer(answer.answer, '42'),
      usd: costOf(answer.usage, connection.quoteOf(model)?.price ?? null),
    }
  })
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

describe('a simulated model', () => {
  const levels = Object.entries(simulatedProfiles).flatMap(([model, { levels: byLevel }]) =>
    (Object.keys(byLevel) as Level[]).map((level) => [model, level, byLevel[level]] as const),
  )

  it.each(levels)(
    '%s has the accuracy and tokens of its profile on %s problems',
    (model, level, { accuracy, tokens }) => {
      const answers = sampleOf(model, level)
      const deviation = Math.sqrt((accuracy * (1 - accuracy)) / answers.length)
      expect(Math.abs(mean(answers.map(({ right }) => Number(right))) - accuracy)).toBeLessThan(4 * deviation)
      const spent = mean(answers.map(({ usage }) => (usage.inputTokens ?? 0) + (usage.outputTokens ?? 0)))
      expect(Math.abs(spent / tokens - 1)).toBeLessThan(0.01)
    },
  )

  it('gives the same answer to the same call', () => {
    const connection = simulatedConnection(() => ({ answerKey: '42', difficulty: 'hard' }))
    expect(connection.ask(call())).toEqual(connection.ask(call()))
  })

  it('may answer otherwise the next time it is asked, though a hard problem stays hard', () => {
    const connection = simulatedConnection(() => ({ answerKey: '42', difficulty: 'medium' }))
    const right = (problemId: string, sample: number) => {
      const answer = connection.ask(call({ problemId, sample }))
      return 'answer' in answer && answer.answer === '42'
    }
    const pairs = Array.from({ length: 4000 }, (_, n) => [right(`p${n}`, 0), right(`p${n}`, 1)])
    const agree = mean(pairs.map(([first, second]) => Number(first === second)))
    // Independent answers at 60 % would agree on 52 %; always the same ones on 100 %.
    expect(agree).toBeGreaterThan(0.7)
    expect(agree).toBeLessThan(0.95)
    expect(mean(pairs.map(([, second]) => Number(second)))).toBeCloseTo(0.6, 1)
  })

  it('is too sure of its wrong answers', () => {
    const wrong = sampleOf('standard', 'hard').filter(({ right }) => !right)
    expect(mean(wrong.flatMap(({ confidence }) => confidence ?? []))).toBeGreaterThan(0.5)
  })

  it('states no confidence now and then', () => {
    const silent = sampleOf('standard', 'easy').filter(({ confidence }) => confidence === null).length
    expect(silent).toBeGreaterThan(40)
    expect(silent).toBeLessThan(140)
  })

  it('is cut off at the token limit, and still costs', () => {
    const connection = simulatedConnection(() => ({ answerKey: '42', difficulty: 'hard' }))
    expect(connection.ask(call({ maxTokens: 50 }))).toMatchObject({
      answer: null,
      failure: { reason: 'length' },
      usage: { outputTokens: 50 },
    })
  })

  it('never gives the key for a wrong answer, whatever the key is', () => {
    for (const key of ['0', '-3', '7', '2.5', '1/3', 'blue', '1000000']) {
      const connection = simulatedConnection(() => ({ answerKey: key, difficulty: 'hard' }))
      const answers = Array.from({ length: 300 }, (_, n) => connection.ask(call({ problemId: `p${n}` })))
      const right = answers.filter(
        (answer) => 'answer' in answer && answer.answer !== null && sameAnswer(answer.answer, key),
      ).length
      expect(right).toBeLessThan(100)
    }
  })

  it('that does not exist is named with those that do', () => {
    const connection = simulatedConnection(() => ({ answerKey: '42', difficulty: null }))
    expect(() => connection.ask(call({ model: 'gpt' }))).toThrow('no model “gpt”')
    expect(() => connection.ask(call({ model: 'toString' }))).toThrow('no model “toString”')
  })

  it('does not invent an answer to a problem without a key', () => {
    const connection = simulatedConnection(() => ({ answerKey: null, difficulty: null }))
    expect(() => connection.ask(call())).toThrow('no answer key')
  })
})

describe('a simulated model that classifies', () => {
  const labels = ['easy', 'medium', 'hard']
  const connection = (difficulty: string) => simulatedConnection(() => ({ answerKey: '42', difficulty }))
  const label = (difficulty: string, problemId: string, model: string, choices = labels) =>
    (connection(difficulty).ask(call({ problemId, model, labels: choices })) as { answer: string }).answer

  it.each(['standard', 'reasoning'])('%s gives one of the labels, mostly the one that fits', (model) => {
    const given = Array.from({ length: 2000 }, (_, n) => label('hard', `p${n}`, model))
    expect(given.every((one) => labels.includes(one))).toBe(true)
    const fits = mean(given.map((one) => Number(one === 'hard')))
    expect(fits).toBeGreaterThan(0.8)
    expect(fits).toBeLessThan(0.99)
  })

  it('takes labels of other words from the easiest to the hardest', () => {
    const given = Array.from({ length: 300 }, (_, n) => label('hard', `p${n}`, 'standard', ['cheap', 'dear']))
    expect(mean(given.map((one) => Number(one === 'dear')))).toBeGreaterThan(0.7)
  })

  it('costs its question and a few tokens', () => {
    const { usage } = connection('hard').ask(call({ labels })) as { usage: { outputTokens: number } }
    expect(usage.outputTokens).toBeLessThan(20)
  })
})

describe('a simulated model that judges', () => {
  const connection = simulatedConnection(() => ({ answerKey: '42', difficulty: 'hard' }))
  const verdicts = (answer: string, model: 'standard' | 'reasoning') =>
    Array.from({ length: 2000 }, (_, n) => {
      const reply = connection.ask(call({ problemId: `p${n}`, model, judges: { answer, mark: 'm' } }))
      if (reply instanceof Promise || reply.answer === null) throw new Error('a simulated judge says something')
      const { pass } = readVerdict(reply.answer, 'm') ?? {}
      if (pass === undefined) throw new Error('a simulated judge gives a verdict')
      return Number(pass)
    })

  it.each(['standard', 'reasoning'] as const)('%s errs as often as its profile says', (model) => {
    const { passesWrong, failsRight } = simulatedProfiles[model]?.judgeErrors ?? { passesWrong: 0, failsRight: 0 }
    expect(Math.abs(mean(verdicts('42.0', model)) - (1 - failsRight))).toBeLessThan(0.03)
    expect(Math.abs(mean(verdicts('41', model)) - passesWrong)).toBeLessThan(0.04)
  })

  it('costs its prompt and a few tokens', () => {
    const reply = connection.ask(call({ prompt: 'x'.repeat(400), judges: { answer: '42', mark: 'm' } }))
    expect(reply).toMatchObject({ usage: { inputTokens: 100, outputTokens: 30 } })
  })
})

describe('a recorded model', () => {
  const replaying = (found: FoundOutcome | undefined) =>
    recordedConnection({
      name: 'recorded',
      dataset: 'gsm',
      find: (_problem, _model, request) => (request === '' ? found : undefined),
      keyOf: () => undefined,
      quoteOf: () => null,
    })

  it('says that calls of our own answer the same request alone, where there are such', () => {
    const own = recordedConnection({
      name: 'recorded',
      dataset: 'gsm',
      find: () => undefined,
      keyOf: () => ({ request: 'another', sample: 0 }),
      quoteOf: () => null,
    })
    const asked = '“gsm” has no outcome of “m” for “p1” as it is asked here'
    expect(() => own.ask(call({ model: 'm' }))).toThrow(asked)
    expect(() => replaying(undefined).ask(call())).toThrow(/for “p1”$/)
    const hint = expect.stringContaining('only the same prompt, settings and seed')
    expect(() => own.ask(call({ judges: { answer: '18', mark: 'm' } }))).toThrow(expect.objectContaining({ hint }))
  })

  it('cannot judge', () => {
    const judges = { answer: '18', mark: 'm' }
    expect(() => replaying(outcome).ask(call({ judges }))).toThrow('imported outcomes are answers and cannot judge')
  })

  it('cannot classify: what was recorded are answers', () => {
    expect(() => replaying(outcome).ask(call({ labels: ['a', 'b'] }))).toThrow('cannot classify')
  })

  const outcome = {
    problemId: 'p1',
    model: 'm',
    sample: 0,
    answer: '18',
    confidence: 0.8,
    score: 1,
    inputTokens: 10,
    outputTokens: null,
    usd: 0.002,
    latencyMs: 900,
    meanLogprob: null,
    cacheReadTokens: null,
    cacheWriteTokens: null,
    reasoningTokens: null,
  }

  it('answers what it once answered, at what it once cost', () => {
    expect(replaying(outcome).ask(call())).toMatchObject({
      answer: '18',
      confidence: 0.8,
      usd: 0.002,
      latencyMs: 900,
      score: 1,
    })
  })

  it('does not invent what was not recorded', () => {
    expect(() => replaying(undefined).ask(call({ model: 'm' }))).toThrow('“gsm” has no outcome of “m” for “p1”')
    expect(() => replaying(undefined).ask(call({ model: 'm', sample: 2 }))).toThrow('no outcome number 3')
  })

  it('keeps a grade that was recorded without the answer', () => {
    expect(replaying({ ...outcome, answer: null }).ask(call())).toMatchObject({
      answer: expect.any(String),
      score: 1,
    })
  })

  it('fails where neither answer nor grade was recorded', () => {
    expect(replaying({ ...outcome, answer: null, score: null }).ask(call())).toMatchObject({
      failure: { reason: 'provider' },
    })
  })
})
