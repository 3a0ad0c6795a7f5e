import { expect, test } from 'vitest'
import { modelAfterMove, modelsOf, noteOf } from './role-models'

const simulated = { name: 'simulated', about: 'made-up models', models: ['standard', 'reasoning'] }
const recorded = { name: 'recorded', about: 'what a model once answered', models: [] }
const dataset = {
  id: '1',
  name: 'math',
  problems: 1000,
  withKey: 1000,
  models: [
    { model: 'small', problems: 400, outcomes: 400 },
    { model: 'large', problems: 1000, outcomes: 1000 },
  ],
  createdAt: 0,
}

test('a connection suggests its own models, recorded outcomes those of the dataset, the most complete first', () => {
  expect(modelsOf(simulated, dataset).map(({ value }) => value)).toEqual(['standard', 'reasoning'])
  expect(modelsOf(recorded, dataset).map(({ label }) => label)).toEqual(['large', 'small (400 of 1,000 problems)'])
  expect(modelsOf(undefined, dataset)).toEqual([])
})

test('a role that moves keeps its model where the other connection has it', () => {
  expect(modelAfterMove('small', recorded, dataset)).toBe('small')
  expect(modelAfterMove('standard', recorded, dataset)).toBe('large')
  expect(modelAfterMove('gpt', { name: 'mine', about: '', models: [] }, dataset)).toBe('gpt')
})

test('a connection that is not there and a dataset without outcomes are named as what is wrong', () => {
  expect(noteOf(undefined, 'work', dataset)).toMatchObject({ isTrouble: true })
  expect(noteOf(recorded, 'recorded', { ...dataset, models: [] })).toMatchObject({ isTrouble: true })
  expect(noteOf(simulated, 'simulated', dataset)).toEqual({ text: 'Made-up models.', isTrouble: false })
})
