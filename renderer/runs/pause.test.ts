import { expect, test } from 'vitest'
import type { PaceInfo } from '../../shared/runs-contract'
import { countdown, longestPause } from './pause'

const pace = (connection: string, blockedMs: number, waiting = 1): PaceInfo => ({
  connection,
  inFlight: 0,
  waiting,
  width: 1,
  blockedMs,
})

test('time runs down in whole seconds, and is never over before it is', () => {
  expect([11_900, 9_001, 300, 0, 61_000].map(countdown)).toEqual(['12 s', '10 s', '1 s', '1 s', '1 min 1 s'])
})

test('of the connections that a design uses, the one that pauses longest is told of', () => {
  const paces = [pace('a', 1000), pace('b', 5000), pace('c', 9000)]
  expect(longestPause(paces, ['a', 'b'])?.connection).toBe('b')
})

test('a pause that holds nobody up is none', () => {
  expect(longestPause([pace('a', 5000, 0), pace('b', 0)], ['a', 'b'])).toBeUndefined()
})
