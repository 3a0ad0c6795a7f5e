import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rankItems } from './rank'

const items = [
  { label: 'Classifier', words: 'reads the question' },
  { label: 'Cache', words: 'answers a question that was answered before' },
  { label: 'Align left edges' },
  { label: 'Model', words: 'asks a model' },
]
const find = (query: string) => rankItems(query, items).map(({ label }) => label)

test('what begins with the query comes first, then what only mentions it', () => {
  expect(find('c')).toEqual(['Classifier', 'Cache'])
  expect(find('ca')).toEqual(['Cache'])
  expect(find('question')).toEqual(['Classifier', 'Cache'])
  expect(find('left al')).toEqual(['Align left edges'])
  expect(find('ale')).toEqual(['Align left edges'])
  expect(find('zzz')).toEqual([])
})

test('an empty query finds everything in its order', () => {
  expect(rankItems('  ', items)).toEqual(items)
})

test('nothing is found that was not there, and nothing twice', () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.record({ label: fc.string(), words: fc.string() })), (query, all) => {
      const found = rankItems(query, all)
      expect(new Set(found).size).toBe(found.length)
      expect(found.every((item) => all.includes(item))).toBe(true)
    }),
  )
})
