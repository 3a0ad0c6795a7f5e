import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatBudget } from '../../shared/format'
import { readDuration } from './read-duration'

test.each([
  ['2000', 2000],
  ['30,000', 30_000],
  ['2 s', 2000],
  ['2s', 2000],
  ['0.1 s', 100],
  ['1 min 30 s', 90_000],
  ['2 H', 7_200_000],
  ['250 ms', 250],
  ['1,000 s', 1_000_000],
])('“%s” is %d ms', (text, ms) => {
  expect(readDuration(text)).toBe(ms)
})

test.each(['', 's', 'soon', '2 weeks', '2 s later', '1.5.2 s', '2 sec'])('“%s” is no time', (text) => {
  expect(readDuration(text)).toBeNaN()
})

test('a budget is read as it is written', () => {
  const whole = fc.oneof(
    fc.integer({ min: 1, max: 3599 }).map((s) => s * 1000),
    fc.integer({ min: 60, max: 6000 }).map((min) => min * 60_000),
  )
  fc.assert(
    fc.property(whole, (ms) => {
      expect(readDuration(formatBudget(ms))).toBe(ms)
    }),
  )
})
