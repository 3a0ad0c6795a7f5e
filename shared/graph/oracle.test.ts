import { expect, test } from 'vitest'
import { graphOf, oneModel } from './graph.fixture'
import { hasOracle } from './oracle'

test('a graph has an oracle where a verifier checks by the answer key', () => {
  expect(hasOracle(graphOf([['check', 'verifier', { method: 'key' }]], []))).toBe(true)
  expect(hasOracle(graphOf([['check', 'verifier', { method: 'numeric' }]], []))).toBe(false)
  expect(hasOracle(oneModel())).toBe(false)
})

test('a node that cannot run is no oracle', () => {
  expect(hasOracle(graphOf([['check', 'verifier', { method: 'key', attempts: -1 }]], []))).toBe(false)
  expect(hasOracle(graphOf([['x', 'seer']], []))).toBe(false)
})
