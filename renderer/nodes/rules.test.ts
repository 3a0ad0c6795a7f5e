import { expect, test } from 'vitest'
import { boundOf, moveRule, readPhrases, setBound } from './rules'

const hard = { label: 'hard', phrases: ['prove'], counts: [] }
const easy = { label: 'easy', phrases: ['add'], counts: [] }

test('rules change places', () => {
  expect(moveRule([hard, easy], 1, -1).map(({ label }) => label)).toEqual(['easy', 'hard'])
})

test('phrases are read from lines and commas, each once', () => {
  expect(readPhrases('prove, show that\n\nprove,')).toEqual(['prove', 'show that'])
})

test('a count without bounds is gone', () => {
  const bounded = setBound(hard, 'words', 'atMost', 12)
  expect(boundOf(bounded, 'words', 'atMost')).toBe(12)
  expect(setBound(bounded, 'words', 'atMost', undefined).counts).toEqual([])
})
