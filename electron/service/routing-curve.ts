import { rankOfDifficulty } from '../../shared/difficulty'
import { SwitchyardError } from '../../shared/errors'
import { type RecordedPair, traceOutcomes } from '../../shared/evidence/routing-curve'
import { formatNumberOf } from '../../shared/format'
import { isRecordedRight } from '../../shared/grading/recorded-answer'
import { type LearnedModel, probabilitiesOf } from '../../shared/nodes/classifier/learned/learned-model'
import { readSelfReport } from '../../shared/nodes/model/confidence'
import type { ProblemSelection } from '../../shared/problem-selection'
import type { RoutableModel, RoutingCurve, RoutingScore } from '../../shared/routing-curve'
import type { DatasetRow } from '../store/datasets'
import type { OutcomePairRow } from '../store/outcome-pairs'
import type { Store } from '../store/store'
import { problemsFor } from './choose-problems'

export interface CurveWish {
  datasetId: string
  weak: string
  strong: string
  by: RoutingScore
  /** The classifier of the score `learned`. */
  learned?: LearnedModel | undefined
  /** Which of a model's answers to a problem counts, from 0. */
  answer?: number
  selection?: ProblemSelection | undefined
  /** Of a cascade. */
  thresholds?: readonly number[] | undefined
  /** How many points of the curve there may be. */
  most?: number | undefined
}

/** What routers between two models would come to, from imported outcomes alone. */
export function routingCurveService(store: Store) {
  const { datasets, modelEvidence, outcomePairs } = store

  /** The least accurate first; a model of which nothing can be graded comes before all. */
  function models(datasetId: string, answer = 0): RoutableModel[] {
    const { id } = datasets.get(Number(datasetId))
    const share = ({ graded, correct }: RoutableModel): number => (graded === 0 ? -1 : correct / graded)
    return modelEvidence.imported(id, answer).sort((a, b) => share(a) - share(b))
  }

  async function curve({ answer = 0, most, thresholds, ...wish }: CurveWish): Promise<RoutingCurve> {
    const { weak, strong, by, selection } = wish
    const dataset = datasets.get(Number(wish.datasetId))
    checkModels(dataset, models(wish.datasetId, answer), { wanted: [weak, strong], answer })
    const trainedHere = by === 'learned' && wish.learned?.trainedOn.dataset === dataset.name
    const scoreOf = scoring(by, wish.learned)
    const { ordinals } = problemsFor(store, dataset, { limit: null, selection })
    const wanted = ordinals === null ? undefined : new Set(ordinals)
    const leftOut = { onlyWeak: 0, onlyStrong: 0, neither: 0, ungraded: 0 }
    const pairs: RecordedPair[] = []
    for (const rows of outcomePairs.pages(dataset.id, weak, strong, answer)) {
      for (const row of rows.filter(({ ordinal }) => wanted?.has(ordinal) !== false)) {
        const pair = pairOf(row, scoreOf, by === 'difficulty' ? BELOW_ALL : 0)
        if (typeof pair === 'string') leftOut[pair] += 1
        else pairs.push(pair)
      }
      // Long answers take time to grade, and the window asks for other things meanwhile.
      await new Promise((resolve) => setImmediate(resolve))
    }
    return { ...traceOutcomes(pairs, { by, weak, strong, thresholds, most }), leftOut, trainedHere }
  }

  return { models, curve }
}
export type RoutingCurveService = ReturnType<typeof routingCurveService>

function checkModels(
  { name }: DatasetRow,
  known: readonly RoutableModel[],
  { wanted, answer }: { wanted: readonly [string, string]; answer: number },
): void {
  const missing = wanted.find((model) => !known.some((one) => one.model === model))
  const names = known.map(({ model }) => model).join(', ')
  if (missing !== undefined) {
    throw new SwitchyardError('MODEL_UNKNOWN', `“${name}” has no ${importedWords(answer)} of “${missing}”`, {
      hint: known.length > 0 ? `choose of: ${names}` : answer > 0 ? EARLIER : 'import recorded outcomes into it first',
    })
  }
  if (wanted[0] === wanted[1])
    throw new SwitchyardError('USAGE', `“${wanted[0]}” cannot be routed against itself`, {
      hint: `choose two of: ${names}`,
    })
}

/** A router's own scores may be negative; finite, so that differences are numbers. */
const BELOW_ALL = -Number.MAX_VALUE

/** The higher, the sooner a problem goes to the strong model; `null` where it has none. */
function scoring(by: RoutingScore, learned: LearnedModel | undefined): (row: OutcomePairRow) => number | null {
  if (by === 'length') return ({ question }) => codePointsOf(question)
  if (by === 'confidence')
    return (row) => {
      const confidence = confidenceOf(row)
      return confidence === null ? null : -confidence
    }
  if (by === 'tokens') return ({ weakTokens }) => weakTokens
  if (by === 'difficulty') return ({ difficulty }) => (difficulty === null ? null : rankOfDifficulty(difficulty))
  if (learned !== undefined) return ({ question }) => 1 - (probabilitiesOf(learned, question)[0] ?? 0)
  throw new SwitchyardError('USAGE', 'the score “learned” needs a trained classifier', {
    hint: 'name a graph with one, such as “switchyard train-classifier” writes',
  })
}

/** The one that a run would go by: written into the answer, or else recorded beside it. */
function confidenceOf({ weakAnswer, weakConfidence }: OutcomePairRow): number | null {
  return (weakAnswer === null ? null : readSelfReport(weakAnswer).confidence) ?? weakConfidence
}

function codePointsOf(text: string): number {
  let points = 0
  for (const _ of text) points += 1
  return points
}

/** What counts of a row, or why it does not. */
function pairOf(
  row: OutcomePairRow,
  scoreOf: (row: OutcomePairRow) => number | null,
  unscored: number,
): RecordedPair | keyof RoutingCurve['leftOut'] {
  const { hasWeak, hasStrong, answerKey, weakUsd, strongUsd } = row
  if (hasWeak === 0) return hasStrong === 0 ? 'neither' : 'onlyStrong'
  if (hasStrong === 0) return 'onlyWeak'
  const weak = isRecordedRight(row.weakAnswer, answerKey, row.weakScore)
  const strong = isRecordedRight(row.strongAnswer, answerKey, row.strongScore)
  if (weak === null || strong === null) return 'ungraded'
  const score = scoreOf(row)
  return {
    score: score ?? unscored,
    scored: score !== null,
    weak,
    strong,
    weakUsd,
    strongUsd,
    confidence: confidenceOf(row),
  }
}

const EARLIER = 'ask for an earlier answer; they are counted from 0'

/** Models that have answered may not have done so that often. */
function importedWords(answer: number): string {
  return answer === 0 ? 'imported outcomes' : `imported answer ${answer}`
}

/** The two models that are meant where not both are named: of two there are, by how often they are right. */
export function chooseEnds(
  known: readonly RoutableModel[],
  { weak, strong, answer = 0 }: { weak?: string | undefined; strong?: string | undefined; answer?: number },
  where: string,
): { weak: string; strong: string } {
  if (weak !== undefined && strong !== undefined) return { weak, strong }
  const [first, second, ...more] = known.map(({ model }) => model)
  if (first !== undefined && second !== undefined && more.length === 0) {
    const other = (model: string): string => (model === first ? second : first)
    if (weak !== undefined) return { weak, strong: other(weak) }
    return strong === undefined ? { weak: first, strong: second } : { weak: other(strong), strong }
  }
  if (known.length < 2) {
    const one = importedWords(answer)
    const has = first === undefined ? `no ${one}` : `${one} of one model only, “${first}”`
    throw new SwitchyardError('OUTCOME_MISSING', `${where} has ${has}, and routing takes two`, {
      hint:
        answer > 0 ? EARLIER : 'import the outcomes of two models by “switchyard import FILE --name NAME --outcomes”',
    })
  }
  const names = known.map(({ model, graded, correct }) => `${model} (${correct} of ${graded} right)`).join(', ')
  throw new SwitchyardError('USAGE', `${where} has outcomes of ${formatNumberOf(known.length, 'model')}`, {
    hint: `name two by --weak and --strong: ${names}`,
  })
}
