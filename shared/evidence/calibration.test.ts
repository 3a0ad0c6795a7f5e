import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { binByConfidence, brierScore, expectedCalibrationError, type RatedAnswer, rateAnswers } from './calibration'

const rated = (confidence: number, right: number): RatedAnswer => ({ confidence, correct: right === 1 })

/** Confidences in steps, so that ties and the edges of bins occur. */
const answers = fc.array(
  fc.record({ confidence: fc.integer({ min: 0, max: 20 }).map((step) => step / 20), correct: fc.boolean() }),
  { minLength: 1, maxLength: 60 },
)

describe('the reliability diagram', () => {
  it('closes its bins on the right and puts 0 into the first', () => {
    const bins = binByConfidence([0, 0.1, 0.1000001, 0.3, 0.7, 1].map((confidence) => rated(confidence, 1)))
    expect(bins.map((bin) => bin.answers)).toEqual([2, 1, 1, 0, 0, 0, 1, 0, 0, 1])
  })

  it('knows neither accuracy nor confidence of an empty bin', () => {
    expect(binByConfidence([rated(0.25, 1), rated(0.3, 0)], 2)).toEqual([
      { from: 0, to: 0.5, answers: 2, correct: 1, accuracy: 0.5, confidence: 0.275 },
      { from: 0.5, to: 1, answers: 0, correct: 0, accuracy: null, confidence: null },
    ])
  })

  it('holds every answer once', () => {
    const anywhere = fc.array(
      fc.record({ confidence: fc.double({ min: 0, max: 1, noNaN: true }), correct: fc.boolean() }),
    )
    fc.assert(
      fc.property(anywhere, fc.integer({ min: 1, max: 20 }), (all, bins) => {
        const made = binByConfidence(all, bins)
        expect(made.reduce((sum, bin) => sum + bin.answers, 0)).toBe(all.length)
        for (const { from, to, confidence } of made)
          if (confidence !== null) expect(confidence >= from - 1e-12 && confidence <= to + 1e-12).toBe(true)
      }),
    )
  })
})

describe('the expected calibration error', () => {
  it('is 0 where each confidence comes true', () => {
    const all = [rated(0.75, 1), rated(0.75, 1), rated(0.75, 1), rated(0.75, 0)]
    expect(expectedCalibrationError(all)).toBe(0)
  })

  it('is 1 where every answer is sure and wrong', () => {
    expect(expectedCalibrationError([rated(1, 0), rated(1, 0)])).toBe(1)
  })

  it('weighs a bin by its answers', () => {
    expect(expectedCalibrationError([rated(0.5, 1), rated(1, 1), rated(1, 1), rated(1, 1)])).toBe(0.125)
  })

  it('lies between the whole sample’s gap and 1', () => {
    fc.assert(
      fc.property(answers, (all) => {
        const mean = (of: (one: RatedAnswer) => number) => all.reduce((sum, one) => sum + of(one), 0) / all.length
        const gap = Math.abs(mean(({ correct }) => Number(correct)) - mean(({ confidence }) => confidence))
        const error = expectedCalibrationError(all) ?? Number.NaN
        expect(error).toBeGreaterThanOrEqual(gap - 1e-12)
        expect(error).toBeLessThanOrEqual(1)
        expect(expectedCalibrationError(all, 1)).toBeCloseTo(gap, 12)
      }),
    )
  })

  it('is unknown without answers, as is the Brier score', () => {
    expect([expectedCalibrationError([]), brierScore([])]).toEqual([null, null])
  })
})

describe('the Brier score', () => {
  it('is the mean square of the distance from the truth', () => {
    expect(brierScore([rated(1, 1), rated(0.5, 0)])).toBe(0.125)
  })

  it('is best for one constant confidence where that is the accuracy', () => {
    fc.assert(
      fc.property(answers, fc.double({ min: 0, max: 1, noNaN: true }), (all, other) => {
        const accuracy = all.filter(({ correct }) => correct).length / all.length
        const constant = (confidence: number) => brierScore(all.map(({ correct }) => ({ confidence, correct }))) ?? -1
        expect(constant(accuracy)).toBeCloseTo(accuracy * (1 - accuracy), 12)
        expect(constant(other)).toBeGreaterThanOrEqual(constant(accuracy) - 1e-12)
      }),
    )
  })
})

describe('answers without a confidence', () => {
  const all = [rated(0.9, 1), { confidence: null, correct: false }]

  it('are counted and left out', () => {
    expect(rateAnswers(all)).toEqual({ rated: [rated(0.9, 1)], missing: 1 })
  })

  it('are rated where it is said what they count as', () => {
    expect(rateAnswers(all, 0)).toEqual({ rated: [rated(0.9, 1), rated(0, 0)], missing: 1 })
  })
})
