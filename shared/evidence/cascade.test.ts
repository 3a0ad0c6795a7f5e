import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CascadeProblem, sweepCascade, thresholdsOf } from './cascade'

const problem = (confidence: number | null, first: number, second: number): CascadeProblem => ({
  confidence,
  firstCorrect: first === 1,
  secondCorrect: second === 1,
  firstUsd: 1,
  secondUsd: 10,
})

describe('a cascade', () => {
  const problems = [problem(0.9, 1, 1), problem(0.5, 0, 1), problem(0.7, 1, 0), problem(null, 0, 1)]

  it('escalates what is below the threshold, and keeps what is exactly at it', () => {
    expect(sweepCascade(problems, [0.5, 0.7, 0.71]).map(({ escalated }) => escalated)).toEqual([1, 2, 3])
  })

  it('pays for both models where it escalates', () => {
    expect(sweepCascade(problems, [0.6])).toEqual([
      { threshold: 0.6, escalated: 2, correct: 4, accuracy: 1, usd: 24, usdPerCorrect: 6 },
    ])
  })

  it('counts a confidence that was not stated as 0, or as it is told', () => {
    expect(sweepCascade(problems, [0.1])[0]?.escalated).toBe(1)
    expect(sweepCascade(problems, [0.1], 0.5)[0]?.escalated).toBe(0)
  })

  it('keeps the order of the thresholds', () => {
    expect(sweepCascade(problems, [1, 0]).map(({ escalated }) => escalated)).toEqual([4, 0])
  })

  it('has no cost per correct at 0 correct, and no accuracy without problems', () => {
    expect(sweepCascade([problem(0.5, 0, 1)], [0.2])[0]).toMatchObject({ correct: 0, usd: 1, usdPerCorrect: null })
    expect(sweepCascade([], [0.5])).toEqual([
      { threshold: 0.5, escalated: 0, correct: 0, accuracy: null, usd: 0, usdPerCorrect: null },
    ])
  })

  it('does not know its dollars once it escalates a problem whose second call has no known cost', () => {
    const partly = [problem(0.2, 0, 1), { ...problem(0.8, 1, 1), secondUsd: null }]
    expect(sweepCascade(partly, [0.5, 0.9]).map(({ usd }) => usd)).toEqual([12, null])
    expect(sweepCascade([{ ...problem(0.2, 0, 1), firstUsd: null }], [0])[0]?.usd).toBeNull()
  })

  it('changes at each confidence that occurs', () => {
    expect(sweepCascade(problems, thresholdsOf(problems)).map(({ escalated }) => escalated)).toEqual([0, 1, 2, 3, 4])
    expect(thresholdsOf([])).toEqual([])
  })

  it('comes to what walking every problem comes to, at any threshold', () => {
    const confidence = fc.option(fc.integer({ min: 0, max: 10 }).map((tenths) => tenths / 10))
    const problems = fc.array(
      fc.record({
        confidence,
        firstCorrect: fc.boolean(),
        secondCorrect: fc.boolean(),
        firstUsd: fc.integer({ min: 0, max: 9 }),
        secondUsd: fc.integer({ min: 0, max: 9 }),
      }),
      { maxLength: 40 },
    )
    fc.assert(
      fc.property(
        problems,
        fc.integer({ min: 0, max: 11 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (all, tenths, missingAs) => {
          const threshold = tenths / 10
          const [point] = sweepCascade(all, [threshold], missingAs)
          let [escalated, correct, usd] = [0, 0, 0]
          for (const one of all) {
            const sent = (one.confidence ?? missingAs) < threshold
            escalated += Number(sent)
            correct += Number(sent ? one.secondCorrect : one.firstCorrect)
            usd += one.firstUsd + (sent ? one.secondUsd : 0)
          }
          expect(point).toMatchObject({ escalated, correct, usd })
        },
      ),
    )
  })
})
