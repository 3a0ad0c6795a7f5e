import type { CascadeRow, RoutingCurve, RoutingPoint } from '../routing-curve'
import { type CascadeProblem, sweepCascade, thresholdsOf } from './cascade'
import { areaUnderRoc } from './discrimination'
import { ibcLift } from './ibc-lift'
import { countOverlap, perfectRouter } from './overlap'
import { averageGapOverTies, averageGapRecovered, gapRecovered, shareForGap } from './performance-gap'
import { byScore, type RoutedProblem, traceRouter } from './router-curve'
import { sumOrUnknown } from './summary'

/** What the two models recorded for one problem. */
export interface RecordedPair extends RoutedProblem {
  /** It has a score; else it counts as 0. */
  scored: boolean
  weakUsd: number | null
  strongUsd: number | null
  /** The weak model's; `null` where it states none. */
  confidence: number | null
}

export interface CurveOptions {
  by: RoutingCurve['by']
  weak: string
  strong: string
  /** Unless given, those that occur, or some twenty of these. */
  thresholds?: readonly number[] | undefined
  /** How many points of the curve there may be. */
  most?: number | undefined
}

const THRESHOLDS_SHOWN = 20
const fromWeakAnswer: ReadonlySet<RoutingCurve['by']> = new Set(['confidence', 'tokens'])

/** Everything that is told of a router between two models, over problems to which both have a graded answer. */
export function traceOutcomes(
  pairs: readonly RecordedPair[],
  { by, weak, strong, thresholds, most = Number.POSITIVE_INFINITY }: CurveOptions,
): Omit<RoutingCurve, 'leftOut' | 'trainedHere'> {
  const problems = pairs.length
  const curve = traceRouter(pairs)
  const overlap = countOverlap(pairs.map((pair) => [pair.weak, pair.strong]))
  const paysBoth = fromWeakAnswer.has(by)
  const usd = dollarsAlong(byScore(pairs), paysBoth)
  const [fromRight, toRight] = [curve.correct[0] ?? 0, curve.correct.at(-1) ?? 0]
  const pointAt = (toStrong: number): RoutingPoint => {
    const correct = curve.correct[toStrong] ?? 0
    const all = usd?.[toStrong]
    return {
      toStrong,
      share: toStrong / problems,
      correct,
      accuracy: correct / problems,
      gap: gapRecovered(correct, fromRight, toRight),
      usdPerProblem: all === undefined ? null : all / problems,
    }
  }
  const pointsAt = (steps: number): RoutingPoint[] =>
    problems === 0 ? [] : placesAmong(problems, steps).map((toStrong) => pointAt(toStrong))
  const ends = { weak: endOf(weak, fromRight, weakUsdOf(pairs)), strong: endOf(strong, toRight, strongUsdOf(pairs)) }
  return {
    by,
    ...ends,
    problems,
    overlap,
    perfect: { ...perfectRouter(overlap), usdPerProblem: perfectUsd(pairs) },
    paysBoth,
    unscored: pairs.filter(({ scored }) => !scored).length,
    tied: curve.tied,
    apgr: averageGapRecovered(curve),
    apgrOverTies: averageGapOverTies(pairs),
    cpt50: shareForGap(curve, 0.5),
    cpt80: shareForGap(curve, 0.8),
    auroc: aurocOf(pairs),
    aurocScored: aurocOf(pairs.filter(({ scored }) => scored)),
    points: pointsAt(Math.min(problems, most)),
    tenths: pointsAt(Math.min(problems, 10)),
    cascade: by === 'confidence' ? cascadeOf(pairs, ends, thresholds) : null,
  }
}

/** Whole numbers from 0 to `all`, so many steps apart as evenly as can be. */
function placesAmong(all: number, steps: number): number[] {
  return Array.from({ length: steps + 1 }, (_, step) => Math.round((step * all) / steps))
}

const weakUsdOf = (pairs: readonly RecordedPair[]) => pairs.map(({ weakUsd }) => weakUsd)
const strongUsdOf = (pairs: readonly RecordedPair[]) => pairs.map(({ strongUsd }) => strongUsd)

function endOf(model: string, correct: number, usd: readonly (number | null)[]): RoutingCurve['weak'] {
  const sum = usd.length === 0 ? null : sumOrUnknown(usd)
  return {
    model,
    correct,
    accuracy: usd.length === 0 ? null : correct / usd.length,
    usdPerProblem: sum === null ? null : sum / usd.length,
    unpriced: usd.filter((one) => one === null).length,
  }
}

/** At index k: all dollars when the first k problems go to the strong model; undefined where one call's are unknown. */
function dollarsAlong(order: readonly RecordedPair[], paysBoth: boolean): Float64Array | undefined {
  const weak = sumOrUnknown(weakUsdOf(order))
  if (weak === null || sumOrUnknown(strongUsdOf(order)) === null) return undefined
  const usd = new Float64Array(order.length + 1)
  usd[0] = weak
  for (const [k, { weakUsd, strongUsd }] of order.entries())
    usd[k + 1] = (usd[k] ?? 0) + (strongUsd ?? 0) - (paysBoth ? 0 : (weakUsd ?? 0))
  return usd
}

/** It knows beforehand, so each problem is asked once. */
function perfectUsd(pairs: readonly RecordedPair[]): number | null {
  const sum = sumOrUnknown(pairs.map((pair) => (pair.strong && !pair.weak ? pair.strongUsd : pair.weakUsd)))
  return sum === null || pairs.length === 0 ? null : sum / pairs.length
}

/** A low score means that the weak model will do: its negative rates the weak model's answers. */
function aurocOf(pairs: readonly RecordedPair[]): number | null {
  return areaUnderRoc(pairs.map(({ score, weak }) => ({ confidence: -score, correct: weak })))
}

function cascadeOf(
  pairs: readonly RecordedPair[],
  { weak, strong }: Pick<RoutingCurve, 'weak' | 'strong'>,
  wanted: readonly number[] | undefined,
): CascadeRow[] {
  const problems = pairs.map(
    (pair): CascadeProblem => ({
      confidence: pair.confidence,
      firstCorrect: pair.weak,
      secondCorrect: pair.strong,
      firstUsd: pair.weakUsd,
      secondUsd: pair.strongUsd,
    }),
  )
  const buy = (accuracy: number | null, usd: number | null) =>
    accuracy === null || usd === null ? undefined : { accuracy, usd }
  const [small, large] = [buy(weak.accuracy, weak.usdPerProblem), buy(strong.accuracy, strong.usdPerProblem)]
  return sweepCascade(problems, wanted ?? someOf(thresholdsOf(problems))).map(
    ({ threshold, escalated, correct, accuracy, usd }) => {
      const usdPerProblem = usd === null || pairs.length === 0 ? null : usd / pairs.length
      const design = buy(accuracy, usdPerProblem)
      const known = design !== undefined && small !== undefined && large !== undefined
      return {
        threshold,
        escalated,
        correct,
        accuracy,
        gap: gapRecovered(correct, weak.correct, strong.correct),
        usdPerProblem,
        ibcLift: known ? ibcLift(design, small, large) : null,
      }
    },
  )
}

function someOf(thresholds: readonly number[]): number[] {
  if (thresholds.length <= THRESHOLDS_SHOWN) return [...thresholds]
  const places = placesAmong(thresholds.length - 1, THRESHOLDS_SHOWN - 1)
  return places.map((place) => thresholds[place] ?? 0)
}
