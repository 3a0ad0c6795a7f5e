import { expect, test } from 'vitest'
import { rankOfDifficulty } from './difficulty'
import { defaultRules } from './nodes/classifier/default-rules'

test('a difficulty that is a number stands where the number does', () => {
  expect(['0.25', '-1.5e-3', ' 4 ', 'Level 5', 'level2'].map(rankOfDifficulty)).toEqual([0.25, -0.0015, 4, 5, 2])
})

test('a difficulty in words stands where its level does', () => {
  expect(['Trivial', 'easy', 'medium', 'hard', 'requires-reasoning'].map(rankOfDifficulty)).toEqual([1, 2, 3, 4, 5])
  for (const { label } of defaultRules) expect(rankOfDifficulty(label)).not.toBeNull()
})

test('a difficulty that nobody can rank has no rank', () => {
  expect(['', ' ', 'AIME', 'NaN', 'Infinity', 'level', '3 of 5'].map(rankOfDifficulty)).toEqual(Array(7).fill(null))
})
