import fc from 'fast-check'
import { expect, test } from 'vitest'
import { defaultRules } from '../../shared/nodes/classifier/default-rules'
import { tallyLabels } from './tally-labels'

const settings = { method: 'rules', rules: defaultRules, otherwise: 'easy' } as const
const labels = ['requires-reasoning', 'hard', 'medium', 'trivial', 'easy']

test('every label has its count, in the order of the ports', () => {
  const questions = ['Prove it.', 'What is 2 + 3?', 'What is the probability of two heads?', 'Show that it is so.']
  expect(tallyLabels(questions, settings, labels)).toEqual([
    { label: 'requires-reasoning', count: 2 },
    { label: 'hard', count: 1 },
    { label: 'medium', count: 0 },
    { label: 'trivial', count: 1 },
    { label: 'easy', count: 0 },
  ])
})

test('no question is lost and none counts twice', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (questions) => {
      const tally = tallyLabels(questions, settings, labels)
      expect(tally.reduce((sum, { count }) => sum + count, 0)).toBe(questions.length)
    }),
  )
})
