import { describe, expect, it } from 'vitest'
import { checkColumns, completeMapping, guessMapping, parseMapping } from './mapping'

describe('a guess at what the columns hold', () => {
  it('takes an answer for the key where no column names a model', () => {
    expect(guessMapping(['question', 'answer'])).toEqual({
      problem: { question: 'question', key: 'answer' },
      outcome: null,
    })
  })

  it('takes an answer for the model’s where a column names it', () => {
    expect(guessMapping(['prompt', 'target', 'model_id', 'answer', 'score'])).toEqual({
      problem: { question: 'prompt', key: 'target' },
      outcome: { model: 'model_id', answer: 'answer', correct: 'score' },
    })
  })

  it('knows names in any spelling, and prefers the most telling one', () => {
    const columns = ['Problem ID', 'Problem', 'Prompt', 'inputTokens', 'Cost (USD)', 'latency-ms', 'Model', 'Level']
    expect(guessMapping(columns)).toEqual({
      problem: { id: 'Problem ID', question: 'Prompt', difficulty: 'Level' },
      outcome: { model: 'Model', inputTokens: 'inputTokens', usd: 'Cost (USD)', latencyMs: 'latency-ms' },
    })
  })

  it('knows nothing of unknown columns', () => {
    expect(guessMapping(['__proto__', 'constructor', 'x'])).toEqual({ problem: {}, outcome: null })
  })
})

describe('a mapping given by hand', () => {
  it('names a column for each field, with = allowed in the column', () => {
    expect(parseMapping('question=prompt, key=gold=1')).toEqual({ question: 'prompt', key: 'gold=1' })
  })

  it('takes a comma that no field follows for the column’s', () => {
    expect(parseMapping('question=Question, in full,key = Answer (a, b)')).toEqual({
      question: 'Question, in full',
      key: 'Answer (a, b)',
    })
  })

  it('is refused when a field is unknown, twice or without a column', () => {
    const refusals: [string, string][] = [
      ['questoin=prompt', 'the mapping names an unknown field "questoin"'],
      ['constructor=x', 'the mapping names an unknown field "constructor"'],
      ['key=a,key=b', 'the mapping gives key twice'],
      ['key=a,b,questoin=c', 'the mapping names an unknown field "questoin"'],
      ['key', '"key" in the mapping is not field=column'],
      ['key=', '"key=" in the mapping is not field=column'],
      ['', '"" in the mapping is not field=column'],
    ]
    for (const [text, message] of refusals) {
      expect(() => parseMapping(text)).toThrow(expect.objectContaining({ code: 'USAGE', message }))
    }
    expect(() => parseMapping('a=b')).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('question, id, key') }),
    )
  })

  it('is completed by the names of the other columns', () => {
    const columns = ['uid', 't', 'problem', 'gold', 'answer', 'conf', 'correct']
    expect(completeMapping(columns, { model: 't' })).toEqual({
      problem: { question: 'problem', id: 'uid', key: 'gold' },
      outcome: { model: 't', answer: 'answer', confidence: 'conf', correct: 'correct' },
    })
    expect(completeMapping(columns, {})).toMatchObject({ problem: { key: 'gold' }, outcome: null })
  })

  it('takes no column for the number of an answer that holds names, unless it is given', () => {
    const columns = ['question', 'model', 'answer', 'sample_id']
    const unfit = { nested: new Set<string>(), uncountable: new Set(['question', 'model', 'answer', 'sample_id']) }
    expect(completeMapping(columns, {}, unfit).outcome).toEqual({ model: 'model', answer: 'answer' })
    expect(completeMapping(columns, { sample: 'sample_id' }, unfit).outcome).toMatchObject({ sample: 'sample_id' })
  })

  it('keeps a column for the field it was given to', () => {
    const columns = ['question', 'model', 'answer', 'response']
    expect(completeMapping(columns, { key: 'answer' })).toEqual({
      problem: { question: 'question', key: 'answer' },
      outcome: { model: 'model', answer: 'response' },
    })
  })

  it('is refused without a question, and with outcome fields but no model', () => {
    expect(() => completeMapping(['a', 'b'], {})).toThrow(
      expect.objectContaining({ code: 'DATA_COLUMNS', hint: 'the file has a, b; name one like question=COLUMN' }),
    )
    expect(() => completeMapping(['question', 'c'], { confidence: 'c' })).toThrow(
      expect.objectContaining({ message: "confidence belongs to a model's outcome, and no column names the model" }),
    )
  })

  it('is refused with the columns that are missing and those that are there', () => {
    const columns = Array.from({ length: 14 }, (_, index) => `c${index}`)
    const mapping = { problem: { question: 'c1', key: 'gold' }, outcome: { model: 'who' } }
    expect(() => checkColumns(columns, mapping)).toThrow(
      expect.objectContaining({
        code: 'DATA_COLUMNS',
        message: 'the file has no column gold (key), who (model)',
        hint: expect.stringContaining('c10, c11 and 2 more'),
      }),
    )
    expect(() => checkColumns(['c1', 'gold', 'who'], mapping)).not.toThrow()
  })
})
