import { describe, expect, it } from 'vitest'
import { passWords, repeatNote, steadyShares, steadyWords, walksWords } from './repeat-words'

const repeated = { repeats: 3, rightTimes: [42, 18, 18, 122] }

describe('how steady a run was, in words', () => {
  it('is told by the shares of problems, and by pass@k and pass^k', () => {
    expect(steadyWords(repeated)).toBe(
      'of 200 problems walked 3 times each, 61.0 % right every time, 18.0 % now and then, 21.0 % never',
    )
    expect(passWords(repeated)).toBe('pass@1 70.0 %, pass@2 76.0 %, pass@3 79.0 %; pass^2 64.0 %, pass^3 61.0 %')
    expect(steadyShares(repeated)).toEqual({ all: 0.61, some: expect.closeTo(0.18, 12), none: 0.21 })
  })

  it('is not told of a run that walks each problem once, or has been through with none', () => {
    expect(repeatNote({ repeated: null })).toBeNull()
    expect(steadyWords({ repeats: 3, rightTimes: [0, 0, 0, 0] })).toBe('no problem has been walked all 3 times yet')
  })

  it('is told for some numbers of many walks', () => {
    const rightTimes = Array.from({ length: 101 }, (_, n) => Number(n === 50))
    const words = passWords({ repeats: 100, rightTimes })
    expect(words.match(/pass@\d+/g)).toEqual([
      'pass@1',
      'pass@2',
      'pass@5',
      'pass@10',
      'pass@20',
      'pass@50',
      'pass@100',
    ])
  })
})

it('walks are called problems where each is walked once', () => {
  expect([walksWords(200, 1), walksWords(600, 3), walksWords(1, 1)]).toEqual([
    '200 problems',
    '600 walks of 200 problems',
    '1 problem',
  ])
})
