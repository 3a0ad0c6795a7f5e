import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RatedAnswer } from './calibration'
import { accuracyByCoverage, areaUnderRoc, aurocInterval, wordsOfAuroc } from './discrimination'

const rated = (confidence: number, right: number): RatedAnswer => ({ confidence, correct: right === 1 })

/** Confidences in steps, so that ties occur. */
const answers = fc.array(
  fc.record({ confidence: fc.integer({ min: 0, max: 20 }).map((step) => step / 20), correct: fc.boolean() }),
  { minLength: 1, maxLength: 60 },
)

describe('the interval of an AUROC', () => {
  it('is wide over few answers, also where all pairs agree, and narrow over many', () => {
    const [low, high] = aurocInterval(1, 5, 1) ?? []
    expect(low).toBeGreaterThan(0.3)
    expect(low).toBeLessThan(0.4)
    expect(high).toBe(1)
    const [from = 0, to = 1] = aurocInterval(0.8, 2000, 1000) ?? []
    expect([0.8 - from, to - 0.8].every((reach) => reach > 0.01 && reach < 0.02)).toBe(true)
  })

  it('holds the area, mirrors with it, and is unknown with it', () => {
    const counts = fc.integer({ min: 1, max: 5000 })
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), counts, counts, (area, right, wrong) => {
        const [low = 2, high = -1] = aurocInterval(area, right, wrong) ?? []
        expect(low <= area && area <= high && low >= 0 && high <= 1).toBe(true)
        const [mirrored = 2] = aurocInterval(1 - area, wrong, right) ?? []
        expect(mirrored).toBeCloseTo(1 - high, 6)
      }),
    )
    expect(aurocInterval(null, 3, 0)).toBe(null)
  })

  it('has no praise for a confidence that may be a toss of a coin', () => {
    const words = (auroc: number, right: number, wrong: number) =>
      wordsOfAuroc(auroc, aurocInterval(auroc, right, wrong))
    expect(words(1, 5, 1)).toMatch(/^Too few/)
    expect(words(0.93, 600, 300)).toMatch(/wrong ones well\.$/)
    expect(words(0.549, 800, 263)).toMatch(/hardly/)
    expect(words(0.2, 50, 50)).toMatch(/wrong way round/)
  })
})

describe('the area under the ROC curve', () => {
  it('is 1, a half or 0 where confidence parts right from wrong, says nothing, or misleads', () => {
    expect(areaUnderRoc([rated(0.9, 1), rated(0.8, 1), rated(0.2, 0)])).toBe(1)
    expect(areaUnderRoc([rated(0.5, 1), rated(0.5, 0), rated(0.5, 0)])).toBe(0.5)
    expect(areaUnderRoc([rated(0.1, 1), rated(0.9, 0)])).toBe(0)
  })

  it('is unknown where all answers are right, or none is', () => {
    expect([[], [rated(0.5, 1)], [rated(0.5, 0)]].map(areaUnderRoc)).toEqual([null, null, null])
  })

  it('is the share of pairs of a right and a wrong answer in which the right one is surer, ties halved', () => {
    fc.assert(
      fc.property(answers, (all) => {
        const confidences = (right: boolean) =>
          all.flatMap(({ confidence, correct }) => (correct === right ? [confidence] : []))
        const wrong = confidences(false)
        const duels = confidences(true).flatMap((one) => wrong.map((other) => (Math.sign(one - other) + 1) / 2))
        const won = duels.reduce((sum, duel) => sum + duel, 0)
        expect(areaUnderRoc(all)).toBe(duels.length === 0 ? null : won / duels.length)
      }),
    )
  })

  it('turns round with the confidence and does not see its unit', () => {
    fc.assert(
      fc.property(answers, (all) => {
        const area = areaUnderRoc(all)
        const turned = areaUnderRoc(all.map((one) => ({ ...one, confidence: 1 - one.confidence })))
        if (area !== null) expect(turned).toBeCloseTo(1 - area, 12)
        expect(areaUnderRoc(all.map((one) => ({ ...one, confidence: one.confidence ** 2 })))).toBe(area)
      }),
    )
  })
})

describe('accuracy against coverage', () => {
  it('accepts the surest answers first, and equal ones together', () => {
    const all = [rated(0.5, 0), rated(0.9, 1), rated(0.5, 1), rated(0.2, 0)]
    expect(accuracyByCoverage(all)).toEqual([
      { threshold: 0.9, accepted: 1, correct: 1, coverage: 0.25, accuracy: 1 },
      { threshold: 0.5, accepted: 3, correct: 2, coverage: 0.75, accuracy: 2 / 3 },
      { threshold: 0.2, accepted: 4, correct: 2, coverage: 1, accuracy: 0.5 },
    ])
  })

  it('never accepts an answer without a confidence', () => {
    expect(accuracyByCoverage([{ confidence: null, correct: true }, rated(0.9, 1)])).toEqual([
      { threshold: 0.9, accepted: 1, correct: 1, coverage: 0.5, accuracy: 1 },
    ])
    expect(accuracyByCoverage([{ confidence: null, correct: true }])).toEqual([])
  })

  it('is what accepting at each threshold comes to', () => {
    fc.assert(
      fc.property(answers, (all) => {
        for (const { threshold, accepted, correct } of accuracyByCoverage(all)) {
          const kept = all.filter(({ confidence }) => confidence >= threshold)
          expect([accepted, correct]).toEqual([kept.length, kept.filter((one) => one.correct).length])
        }
        expect(accuracyByCoverage(all).at(-1)?.coverage).toBe(1)
      }),
    )
  })
})
