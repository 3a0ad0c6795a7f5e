import { expect, test } from 'vitest'
import { completeMapping, nameFromFile, repeatsProblems, wideDraft, withPattern } from './mapping'
import { pricesOf } from './WideModels'

const narrow = { wide: wideDraft([]), model: '' }

test('columns that were not chosen are left out', () => {
  const draft = { problem: { question: 'prompt', key: '' }, outcome: {}, ...narrow, form: 'problem' as const }
  expect(completeMapping(draft)).toEqual({ problem: { question: 'prompt' }, outcome: null })
})

test('a question is always asked for, a model only of outcomes', () => {
  expect(completeMapping({ problem: {}, outcome: {}, ...narrow, form: 'problem' as const })).toEqual({
    missing: 'Question',
  })
  expect(completeMapping({ problem: { question: 'q' }, outcome: {}, ...narrow, form: 'long' as const })).toEqual({
    missing: 'Model',
  })
})

test('outcomes carry their own columns', () => {
  const draft = { problem: { question: 'q' }, outcome: { model: 'm', usd: 'cost' }, ...narrow, form: 'long' as const }
  expect(completeMapping(draft)).toEqual({ problem: { question: 'q' }, outcome: { model: 'm', usd: 'cost' } })
})

test('the one model of all rows is named by hand, and its columns are those of outcomes', () => {
  const outcome = { model: 'left from before', correct: 'exact_match', sample: 'n' }
  const draft = { problem: { question: 'q' }, outcome, ...narrow, form: 'single' as const }
  expect(completeMapping(draft)).toEqual({ missing: 'Model' })
  expect(completeMapping({ ...draft, model: ' org/a ' })).toEqual({
    problem: { question: 'q' },
    outcome: { models: [{ name: 'org/a', correct: 'exact_match' }], sample: 'n' },
  })
})

test('a dataset is named after its file', () => {
  expect(nameFromFile('math-ladder.jsonl')).toBe('math-ladder')
  expect(nameFromFile('.csv')).toBe('dataset')
})

test('rows that repeat a problem are probably outcomes', () => {
  const draft = { problem: { question: 'q', id: 'id' }, outcome: {}, ...narrow, form: 'problem' as const }
  expect(repeatsProblems([{ id: '1' }, { id: '1' }], draft)).toBe(true)
  expect(repeatsProblems([{ id: '1' }, { id: '2' }], draft)).toBe(false)
})

const models = [
  { name: 'a', correct: 'a' },
  { name: 'b', correct: 'b', usd: 'b cost' },
]

test('models side by side are taken but for those left out', () => {
  const wide = { ...wideDraft(models), left: new Set(['a']) }
  const draft = { problem: { question: 'q' }, outcome: {}, wide, model: '', form: 'wide' as const }
  expect(completeMapping(draft)).toEqual({ problem: { question: 'q' }, outcome: { models: [models[1]] } })
  expect(completeMapping({ ...draft, wide: { ...wide, left: new Set(['a', 'b']) } })).toEqual({ missing: 'Model' })
})

test('a price for each call counts where the file gives no dollars and the model is taken', () => {
  const prices = { a: '0.01', b: '5' }
  expect(pricesOf({ ...wideDraft(models), prices })).toEqual([{ model: 'a', price: null, usdPerCall: 0.01 }])
  expect(pricesOf({ ...wideDraft(models), left: new Set(['a']), prices })).toEqual([])
  expect(pricesOf({ ...wideDraft(models), prices: { a: 'cheap' } })).toEqual([])
})

test('a pattern tells the models that names do not, and without one the guess stands', () => {
  const columns = ['q', 'out.x.text', 'out.x.ok', 'out.y-1.5.text', 'out.y-1.5.ok', 'out.z.ok']
  const guessed = wideDraft([{ name: 'guess', correct: 'q' }])
  const answers = withPattern(guessed, columns, 'answer', 'out.{model}.text')
  expect(answers.models).toEqual([
    { name: 'x', answer: 'out.x.text' },
    { name: 'y-1.5', answer: 'out.y-1.5.text' },
  ])
  const both = withPattern(answers, columns, 'correct', ' out.{model}.ok')
  expect(both.models.map(({ correct }) => correct)).toEqual(['out.x.ok', 'out.y-1.5.ok'])
  // What only some models have does not leave out the others.
  expect(withPattern(both, columns, 'usd', 'out.{model}.usd').models).toHaveLength(2)
  expect(withPattern(answers, columns, 'answer', 'out.text').models).toEqual(guessed.models)
  expect(withPattern(guessed, columns, 'usd', 'out.{model}.ok').models).toEqual([])
})

test('a packed file is named without its endings', () => {
  expect(nameFromFile('runs.jsonl.gz')).toBe('runs')
})
