import { describe, expect, it } from 'vitest'
import { countAtGate } from '../../shared/evidence/at-gate'
import { brierScore, expectedCalibrationError, type RatedAnswer, rateAnswers } from '../../shared/evidence/calibration'
import { type CascadeProblem, sweepCascade } from '../../shared/evidence/cascade'
import { areaUnderRoc } from '../../shared/evidence/discrimination'
import { Draws } from '../../shared/evidence/draws'
import { mcnemarP } from '../../shared/evidence/mcnemar'
import { countOverlap, perfectRouter } from '../../shared/evidence/overlap'
import { bootstrapPairs } from '../../shared/evidence/paired-bootstrap'
import { averageGapRecovered, shareForGap } from '../../shared/evidence/performance-gap'
import { routerPoints } from '../../shared/evidence/routed.fixture'
import { traceRouter } from '../../shared/evidence/router-curve'
import { kinds } from '../../shared/nodes/kinds'
import { type Attempt, hasRecordedOutcomes, readAttempts, readRouted } from '../setup/recorded-outcomes'

it.skipIf(hasRecordedOutcomes)('is not checked against recorded outcomes: ../shared/data is not there', ({ skip }) => {
  skip('put the recorded outcomes at ../shared/data to check the measures against them')
})

describe.skipIf(!hasRecordedOutcomes)('a router between Mixtral and GPT-4 on GSM8K', async () => {
  const routed = await readRouted()
  const overlap = countOverlap(routed.map(({ weak, strong }) => [weak, strong]))
  const curve = traceRouter(routed)

  it('has 1,307 problems, of which Mixtral gets 833 right and GPT-4 1,121', () => {
    expect([curve.problems, curve.correct[0], curve.correct.at(-1)]).toEqual([1307, 833, 1121])
    expect(overlap).toEqual({ both: 739, onlyFirst: 94, onlySecond: 382, neither: 92 })
    const points = routerPoints(curve)
    expect(points[0]?.accuracy).toBeCloseTo(0.6373, 4)
    expect(points.at(-1)?.accuracy).toBeCloseTo(0.8577, 4)
  })

  it('would be right on .9296 if it were perfect', () => {
    expect(perfectRouter(overlap).accuracy).toBeCloseTo(0.9296, 4)
  })

  it('recovers .5977 of the gap by sending the longest prompts first, half of it at .3650 of the calls', () => {
    expect(averageGapRecovered(curve)).toBeCloseTo(0.5977, 4)
    expect(shareForGap(curve, 0.5)).toBeCloseTo(0.365, 4)
    expect(shareForGap(curve, 0.8)).toBeCloseTo(0.6695, 4)
    expect(curve.tied).toBeGreaterThan(0)
  })

  it('recovers .50 of the gap if it is random', () => {
    const draws = new Draws(1)
    const areas = Array.from({ length: 400 }, () => {
      const random = routed.map((problem) => ({ ...problem, score: draws.uniform() }))
      return averageGapRecovered(traceRouter(random)) ?? Number.NaN
    })
    expect(areas.reduce((sum, area) => sum + area, 0) / areas.length).toBeCloseTo(0.5, 2)
  })

  it('has models whose difference in accuracy no test and no interval doubts', () => {
    expect(mcnemarP(overlap.onlyFirst, overlap.onlySecond) / 3.2572780014408973e-42).toBeCloseTo(1, 8)
    const pairs = routed.map(({ weak, strong }) => ({
      firstCorrect: weak,
      secondCorrect: strong,
      firstUsd: null,
      secondUsd: null,
    }))
    const { difference, interval } = bootstrapPairs(pairs, { seed: 1 }).accuracy
    expect(difference).toBeCloseTo(288 / 1307, 12)
    // By normal theory .2204 ± .0305.
    expect(interval?.[0]).toBeCloseTo(0.19, 2)
    expect(interval?.[1]).toBeCloseTo(0.251, 2)
  })
})

describe.skipIf(!hasRecordedOutcomes)('a model that answers GSM8K within four budgets', async () => {
  const attempts = await readAttempts()
  const within = (of: number): Attempt[] => attempts.filter(({ budget }) => budget === of)

  it('is right on 843, 910, 897 and 884 of 1,319', () => {
    const budgets = [1, 2, 3, 4].map(within)
    expect(budgets.map(({ length }) => length)).toEqual([1319, 1319, 1319, 1319])
    expect(budgets.map((made) => made.filter(({ correct }) => correct).length)).toEqual([843, 910, 897, 884])
  })

  it.each([
    [0.5, 269, 923],
    [0.8, 303, 935],
    [0.9, 1319, 884],
  ])('escalates from the first to the last below %f: %i problems, %i right', (threshold, escalated, correct) => {
    const last = new Map(within(4).map((attempt) => [attempt.problemId, attempt]))
    const problems = within(1).map((first): CascadeProblem => {
      const second = last.get(first.problemId)
      if (second === undefined) throw new Error(`${first.problemId} has no last attempt`)
      return {
        confidence: first.confidence,
        firstCorrect: first.correct,
        secondCorrect: second.correct,
        firstUsd: 1,
        secondUsd: 10,
      }
    })
    expect(sweepCascade(problems, [threshold])[0]).toMatchObject({ escalated, correct, usd: 1319 + 10 * escalated })
  })

  it.each([
    [0.5, 269],
    [0.8, 303],
    [0.9, 1319],
  ])('shows in the form of an escalation at %f what it escalates: %i', (threshold, escalated) => {
    const seen = within(1).map(({ confidence, correct }) => ({ ...atOnce, confidence, correct }))
    const settings = { ...kinds.escalation.settings.parse({ threshold }), missingConfidence: 0 }
    const counts = countAtGate(seen, settings, { latencyBudgetMs: undefined, moneyBudgetUsd: undefined })
    expect(counts.escalatedRight + counts.escalatedWrong).toBe(escalated)
    expect(counts.acceptedRight + counts.acceptedWrong).toBe(1319 - escalated)
    expect(counts.acceptedRight + counts.escalatedRight).toBe(843)
  })

  // Computed elsewhere, by the pairwise statistic of Mann and Whitney; null: unstated confidences are left out.
  it.each([
    [1, null, 1063, 0.5488, 0.0512, 0.1906],
    [1, 0, 1319, 0.7245, 0.0723, 0.1847],
    [2, null, 1319, 0.6537, 0.1542, 0.2287],
    [3, null, 1318, 0.5826, 0.2242, 0.2635],
    [4, null, 1319, 0.6398, 0.3114, 0.3087],
  ])(
    'within budget %i, unstated as %o, rates %i answers: AUROC %f, ECE %f, Brier %f',
    (budget, missingAs, count, auroc, ece, brier) => {
      const { rated } = rateAnswers(within(budget), missingAs)
      expect(rated).toHaveLength(count)
      expect(areaUnderRoc(rated)).toBeCloseTo(auroc, 4)
      expect(expectedCalibrationError(rated)).toBeCloseTo(ece, 4)
      expect(brierScore(rated)).toBeCloseTo(brier, 4)
      expect(areaUnderRoc(rated)).toBeCloseTo(slowAuroc(rated), 12)
      expect(expectedCalibrationError(rated)).toBeCloseTo(slowCalibrationError(rated), 12)
      const squares = rated.map(({ confidence, correct }) => (correct ? 1 - confidence : confidence) ** 2)
      expect(brierScore(rated)).toBeCloseTo(mean(squares), 12)
    },
  )
})

const atOnce = { category: null, elapsedMs: 0, spentUsd: 0 }

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Every right answer against every wrong one. */
function slowAuroc(rated: readonly RatedAnswer[]): number {
  const wrong = rated.filter(({ correct }) => !correct)
  const right = rated.filter(({ correct }) => correct)
  return mean(right.flatMap((one) => wrong.map((other) => (Math.sign(one.confidence - other.confidence) + 1) / 2)))
}

/** Bin by bin over all answers. */
function slowCalibrationError(rated: readonly RatedAnswer[]): number {
  let error = 0
  for (let bin = 1; bin <= 10; bin++) {
    const inside = rated.filter(({ confidence }) => Math.max(1, Math.ceil(confidence * 10)) === bin)
    const gap = mean(inside.map(({ correct }) => Number(correct))) - mean(inside.map(({ confidence }) => confidence))
    if (inside.length > 0) error += (inside.length / rated.length) * Math.abs(gap)
  }
  return error
}
