import { expect, test } from 'vitest'
import { completeMapping, nameFromFile, repeatsProblems } from './mapping'

test('columns that were not chosen are left out', () => {
  const draft = { problem: { question: 'prompt', key: '' }, outcome: {}, isOutcomes: false }
  expect(completeMapping(draft)).toEqual({ problem: { question: 'prompt' }, outcome: null })
})

test('a question is always asked for, a model only of outcomes', () => {
  expect(completeMapping({ problem: {}, outcome: {}, isOutcomes: false })).toEqual({ missing: 'Question' })
  expect(completeMapping({ problem: { question: 'q' }, outcome: {}, isOutcomes: true })).toEqual({ missing: 'Model' })
})

test('outcomes carry their own columns', () => {
  const draft = { problem: { question: 'q' }, outcome: { model: 'm', usd: 'cost' }, isOutcomes: true }
  expect(completeMapping(draft)).toEqual({ problem: { question: 'q' }, outcome: { model: 'm', usd: 'cost' } })
})

test('a dataset is named after its file', () => {
  expect(nameFromFile('math-ladder.jsonl')).toBe('math-ladder')
  expect(nameFromFile('.csv')).toBe('dataset')
})

test('rows that repeat a problem are probably outcomes', () => {
  const draft = { problem: { question: 'q', id: 'id' }, outcome: {}, isOutcomes: false }
  expect(repeatsProblems([{ id: '1' }, { id: '1' }], draft)).toBe(true)
  expect(repeatsProblems([{ id: '1' }, { id: '2' }], draft)).toBe(false)
})
