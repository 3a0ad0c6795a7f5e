import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chunked, collect } from './chunked.fixture'
import { guessMapping } from './mapping'
import { readDataset } from './read-dataset'
import type { Survey } from './survey-columns'
import { surveyColumns } from './survey-columns'
import { anyWide, completeOneModelMapping, completeWideMapping, guessWide } from './wide-mapping'
import { splitColumn } from './wide-names'

const survey = (columns: string[], scores: string[] = [], nested: string[] = []): Survey => ({
  columns,
  scores: new Set(scores),
  nested: new Set(nested),
  uncountable: new Set(),
  decimalCommas: new Set(),
  varied: new Set(),
})

describe('a file whose rows are all of one model', () => {
  it('is read as if a column named it', () => {
    const columns = ['question', 'gold', 'answer', 'is_correct', 'k', 'doc', 'latency_s', 'model']
    expect(completeOneModelMapping(survey(columns, [], ['doc']), {}, 'org/a-1.5')).toEqual({
      problem: { question: 'question', key: 'gold' },
      outcome: {
        models: [{ name: 'org/a-1.5', answer: 'answer', correct: 'is_correct', latencySeconds: 'latency_s' }],
        sample: 'k',
      },
    })
    const given = { correct: 'exact', latencyMs: 'took', key: 'answer' }
    expect(completeOneModelMapping(survey([...columns, 'exact', 'took']), given, 'a').outcome).toEqual({
      models: [{ name: 'a', correct: 'exact', latencyMs: 'took' }],
      sample: 'k',
    })
  })

  it('is refused where a column names several, whose answers would become one’s', () => {
    const several = { ...survey(['question', 'answer', 'model']), varied: new Set(['question', 'answer', 'model']) }
    expect(() => completeOneModelMapping(several, {}, 'a')).toThrow('the column “model” names several models')
    expect(() => completeOneModelMapping(several, { category: 'model' }, 'a')).not.toThrow()
  })

  it('must have its answers or grades', () => {
    expect(() => completeOneModelMapping(survey(['question', 'cost']), {}, 'a')).toThrow('answers or grades')
    expect(() => completeOneModelMapping(survey(['question']), { correct: 'gone' }, 'a')).toThrow('no column gone')
    expect(() => completeOneModelMapping(survey(['correct']), {}, 'a')).toThrow('to hold the question')
  })
})

it('a column of objects is no figure of a model, whatever it is called; what is inside may be', () => {
  const names = ['m', 'n']
  const inside = ['correct', 'output', 'output.text', 'tokens', 'tokens.in']
  const columns = names.flatMap((model) => inside.map((column) => `${model}.${column}`))
  const nested = names.flatMap((model) => [model, `${model}.output`, `${model}.tokens`])
  expect(guessWide(survey(['q', ...columns], [], nested))?.models).toEqual(
    names.map((name) => ({ name, correct: `${name}.correct`, inputTokens: `${name}.tokens.in` })),
  )
})

describe('the name of a column in the wide form', () => {
  it.each([
    ['gpt-4_response', 'gpt-4', 'answer'],
    ['gpt-4-1106-preview.is_correct', 'gpt-4-1106-preview', 'correct'],
    ['WizardLM/13B-V1.2|total_cost', 'WizardLM/13B-V1.2', 'usd'],
    ['a_b_input_tokens', 'a_b', 'inputTokens'],
    ['claude (latency_s)', 'claude', 'latencySeconds'],
    ['score:mixtral 8x7b', 'mixtral 8x7b', 'correct'],
    ['is_correct_phi', 'phi', 'correct'],
    ['phi tokens', 'phi', 'totalTokens'],
    ['score (phi)', 'phi', 'correct'],
    ['[phi] answer', 'phi', 'answer'],
    ['phi (v2.1)_response', 'phi (v2.1)', 'answer'],
    ['score[org/phi (v2.1)]', 'org/phi (v2.1)', 'correct'],
    ['通义-甲_response', '通义-甲', 'answer'],
    ['modèle β_input_tokens', 'modèle β', 'inputTokens'],
  ])('%s is about %s: %s', (column, model, field) => {
    expect(splitColumn(column)).toEqual({ model, field })
  })

  it.each([
    'prompt',
    'expected_answer',
    'is_correct',
    'final_answer',
    'prompt_tokens',
    '_response',
    'gpt-4',
    'answer_score',
    '',
  ])('%s is about no model', (column) => expect(splitColumn(column)).toBeUndefined())
})

describe('a guess at the wide form', () => {
  it('pairs a grade called like the model with its answer', () => {
    const columns = ['prompt', 'org/a', 'b', 'org/a_response', 'b_response']
    expect(guessWide(survey(columns, ['org/a', 'b']))).toEqual({
      models: [
        { name: 'org/a', correct: 'org/a', answer: 'org/a_response' },
        { name: 'b', correct: 'b', answer: 'b_response' },
      ],
    })
  })

  it('takes a column called like the model for its answer where it holds no grades', () => {
    expect(guessWide(survey(['q', 'a', 'a_correct', 'a_cost', 'b', 'b_correct'], ['a_correct', 'b_correct']))).toEqual({
      models: [
        { name: 'a', answer: 'a', correct: 'a_correct', usd: 'a_cost' },
        { name: 'b', answer: 'b', correct: 'b_correct' },
      ],
    })
  })

  it('takes it for the answer, too, where that could be a grade, such as a yes, and another column holds the grade', () => {
    const columns = ['q', 'a', 'a_correct', 'b', 'b_correct']
    expect(guessWide(survey(columns, columns.slice(1)))).toEqual({
      models: [
        { name: 'a', answer: 'a', correct: 'a_correct' },
        { name: 'b', answer: 'b', correct: 'b_correct' },
      ],
    })
  })

  it('finds models inside an object', () => {
    const columns = [
      'q',
      'by',
      'by.gpt-3.5',
      'by.gpt-3.5.answer',
      'by.gpt-3.5.score',
      'by.x',
      'by.x.answer',
      'by.x.score',
    ]
    expect(guessWide(survey(columns, [], ['by', 'by.gpt-3.5', 'by.x']))?.models).toEqual([
      { name: 'gpt-3.5', answer: 'by.gpt-3.5.answer', correct: 'by.gpt-3.5.score' },
      { name: 'x', answer: 'by.x.answer', correct: 'by.x.score' },
    ])
  })

  it('sees none in files of another form', () => {
    for (const columns of [
      ['question', 'answer', 'difficulty'],
      ['question', 'model', 'answer', 'score', 'input_tokens', 'latency_ms'],
      ['question', 'reference_answer', 'student_answer', 'usage.input_tokens', 'usage.output_tokens'],
      ['prompt', 'meta', 'meta.answer', 'meta.score'],
    ])
      expect(guessWide(survey(columns, [], ['meta', 'usage']))).toBeNull()
  })

  it('says a latency in one unit', () => {
    const [model] = guessWide(survey(['m', 'm_latency_ms', 'm_latency_s'], ['m']))?.models ?? []
    expect(model).toEqual({ name: 'm', correct: 'm', latencyMs: 'm_latency_ms' })
  })
})

describe('a mapping of a wide file', () => {
  const columns = ['prompt', 'answer', 'a', 'b', 'a text', 'b text', 'c']
  const graded = survey(columns, ['a', 'b', 'c'])

  it('is over the models that were named, with whatever columns they have', () => {
    expect(completeWideMapping(graded, {}, { ...anyWide, models: ['c', 'a'] })).toEqual({
      problem: { question: 'prompt', key: 'answer' },
      outcome: {
        models: [
          { name: 'c', correct: 'c' },
          { name: 'a', correct: 'a' },
        ],
      },
    })
  })

  it('takes columns by patterns, and models from them', () => {
    const patterns = { correct: '{model}', answer: '{model} text' }
    expect(completeWideMapping(graded, {}, { ...anyWide, patterns }).outcome).toEqual({
      models: [
        { name: 'a', correct: 'a', answer: 'a text' },
        { name: 'b', correct: 'b', answer: 'b text' },
      ],
    })
    expect(completeWideMapping(graded, {}, { models: ['c'], patterns, sample: 'a' }).outcome).toEqual({
      models: [{ name: 'c', correct: 'c' }],
      sample: 'a',
    })
  })

  it('is refused where models, their columns or the question are not there', () => {
    const refused =
      (wish: Partial<typeof anyWide>, given = {}, of = graded) =>
      () =>
        completeWideMapping(of, given, { ...anyWide, ...wish })
    expect(refused({})).toThrow('no model is known to have columns of its own')
    expect(refused({ models: ['gpt'] })).toThrow('no column holds the answers or grades of the model “gpt”')
    expect(refused({ patterns: { answer: '{model}!' } })).toThrow('no column is like {model}!')
    expect(refused({ models: ['a'] }, { key: 'gold' })).toThrow('the file has no column gold (key)')
    expect(refused({ models: ['a'] }, {}, survey(['a'], ['a']))).toThrow('no column is known to hold the question')
  })
})

const modelName = fc.stringMatching(/^[a-z]{1,6}[-/.]?[0-9x]{1,4}$/)
const cell = fc.record({ grade: fc.option(fc.boolean()), text: fc.option(fc.stringMatching(/^[a-z ,"\n]{0,8}[a-z]$/)) })
const field = (text: string) => `"${text.replaceAll('"', '""')}"`

describe('any wide file', () => {
  it('gives the outcomes that were written, and none where a model has no cell', async () => {
    const models = fc.uniqueArray(modelName, { minLength: 1, maxLength: 4 })
    const table = models.chain((names) =>
      fc.record({
        names: fc.constant(names),
        rows: fc.array(fc.array(cell, { minLength: names.length, maxLength: names.length }), {
          minLength: 1,
          maxLength: 8,
        }),
      }),
    )
    await fc.assert(
      fc.asyncProperty(table, async ({ names, rows }) => {
        const header = ['question', ...names, ...names.map((name) => `${name}_response`)]
        const lines = rows.map((cells, n) => [
          `q${n}`,
          ...cells.map(({ grade }) => (grade === null ? '' : grade ? 'True' : 'False')),
          ...cells.map(({ text }) => text ?? ''),
        ])
        const csv = [header, ...lines].map((line) => line.map(field).join(',')).join('\n')
        const mapping = completeWideMapping(
          await surveyColumns(chunked(csv), 'csv'),
          {},
          { ...anyWide, models: names, patterns: { correct: '{model}', answer: '{model}_response' } },
        )
        const read = await collect(readDataset(chunked(csv), 'csv', mapping))
        const outcomes = read.map((row) =>
          'outcomes' in row
            ? row.outcomes.map(({ model, score, answer, sample }) => ({ model, score, answer, sample }))
            : row,
        )
        expect(outcomes).toEqual(
          rows.map((cells) =>
            cells.flatMap(({ grade, text }, at) =>
              grade === null && text === null
                ? []
                : [{ model: names[at], score: grade === null ? null : Number(grade), answer: text, sample: 0 }],
            ),
          ),
        )
      }),
      { numRuns: 60 },
    )
  })

  it('is guessed as the models that it was written with', () => {
    fc.assert(
      fc.property(fc.uniqueArray(modelName, { minLength: 1, maxLength: 6 }), (names) => {
        const wide = survey(['question', ...names.flatMap((name) => [name, `${name}|model_response`])], names)
        expect(guessWide(wide)?.models).toEqual(
          names.map((name) => ({ name, correct: name, answer: `${name}|model_response` })),
        )
        expect(guessMapping(wide.columns).problem).toEqual({ question: 'question' })
      }),
    )
  })
})
