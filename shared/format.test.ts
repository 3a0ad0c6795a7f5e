import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  formatBudget,
  formatCount,
  formatDuration,
  formatHalfWidth,
  formatNumberOf,
  formatPerCorrect,
  formatSetUsd,
  formatShare,
  formatTrafficShare,
  formatUsd,
} from './format'

describe('dollars', () => {
  test.each([
    [null, 'unknown'],
    [0, '$0'],
    [0.0000001, '<$0.000001'],
    [0.00034449, '$0.000344'],
    [0.003, '$0.00300'],
    [0.0999996, '$0.100'],
    [0.0344, '$0.0344'],
    [0.5, '$0.500'],
    [0.9996, '$1.00'],
    [1.5, '$1.50'],
    [69.1, '$69.10'],
    [12345.6, '$12,346'],
    [-0.5, '−$0.500'],
  ])('%s is written %s', (usd, text) => {
    expect(formatUsd(usd)).toBe(text)
  })
})

describe('durations', () => {
  test.each([
    [null, 'unknown'],
    [0, '0 s'],
    [42, '42 ms'],
    [800, '0.8 s'],
    [9_960, '10 s'],
    [41_200, '41 s'],
    [59_700, '1 min'],
    [200_000, '3 min 20 s'],
    [7_500_000, '2 h 5 min'],
  ])('%s ms is written %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text)
  })

  test.each([
    [5000, '5 s'],
    [1500, '1.5 s'],
    [90_000, '1 min 30 s'],
  ])('a budget of %s ms is written %s', (ms, text) => {
    expect(formatBudget(ms)).toBe(text)
  })
})

describe('shares and counts', () => {
  test('a share has one decimal and an unknown one says so', () => {
    expect(formatShare(0.89149)).toBe('89.1 %')
    expect(formatShare(null)).toBe('unknown')
  })

  test('a share of traffic is never rounded to nothing or to all', () => {
    expect(formatTrafficShare(1, 5000)).toBe('<1 %')
    expect(formatTrafficShare(4999, 5000)).toBe('>99 %')
    expect(formatTrafficShare(5000, 5000)).toBe('100 %')
    expect(formatTrafficShare(0, 0)).toBe('0 %')
  })

  test('an interval is shown as half its width in points', () => {
    expect(formatHalfWidth([0.88, 0.9])).toBe('±1.0')
    expect(formatHalfWidth(null)).toBe('')
    expect(formatHalfWidth([0, 0.329])).toBe('0.0–32.9')
    expect(formatHalfWidth([0.7, 1])).toBe('70.0–100.0')
  })

  test('dollars per correct answer are undefined at none right, and unknown where the dollars are', () => {
    expect(formatPerCorrect(null, 0)).toBe('none right')
    expect(formatPerCorrect(null, 0.5)).toBe('unknown')
    expect(formatPerCorrect(0.039, 0.9)).toBe('$0.0390')
  })

  test('dollars that somebody set are given back without digits that nobody gave', () => {
    expect([3, 0.3, 0.05, 0.075, 1500].map(formatSetUsd)).toEqual(['$3', '$0.30', '$0.05', '$0.075', '$1,500'])
  })

  test('thousands are set apart and one is singular', () => {
    expect(formatCount(10_000)).toBe('10,000')
    expect(formatNumberOf(1, 'problem')).toBe('1 problem')
    expect(formatNumberOf(2, 'problem')).toBe('2 problems')
  })

  test('a count is written as English writes it', () => {
    const english = new Intl.NumberFormat('en-US')
    fc.assert(fc.property(fc.maxSafeNat(), (count) => formatCount(count) === english.format(count)))
  })
})
