import { uniform } from '../../../random'
import { FEATURES, type Features, featuresOf } from './features'
import { type LearnedModel, scoresOf, softmax, type Weights, writeModel } from './learned-model'

/** A question, and the place of the label that it should have been given. */
export interface Example {
  question: string
  label: number
}

interface Described {
  features: Features
  label: number
}

const PASSES = 30
const FOLDS = 5
const STEP = 0.5
/** Strength of the pull towards 0, for each pass over one example. */
const DECAY = 1e-4

/**
 * Trains by multinomial logistic regression with AdaGrad (Duchi et al., JMLR 2011), and judges the method by cross-validation
 * over five parts. The same examples in the same order give the same model. Yields after each pass, so that other work gets
 * its turn; at least two labels and ten examples are needed.
 */
export function* trainModel(
  labels: readonly string[],
  examples: readonly Example[],
  dataset: string,
): Generator<undefined, LearnedModel> {
  const all = examples.map(({ question, label }) => ({ features: featuresOf(question), label }))
  let right = 0
  for (let fold = 0; fold < FOLDS; fold++) {
    const weights = yield* fitWeights(
      labels,
      all.filter((_, at) => foldOf(at) !== fold),
    )
    right += all.filter((one, at) => foldOf(at) === fold && best(weights, one.features) === one.label).length
  }
  const counts = labels.map((_, place) => all.filter(({ label }) => label === place).length)
  const weights = yield* fitWeights(labels, all)
  return writeModel(weights, {
    dataset,
    problems: all.length,
    heldOut: right / all.length,
    commonest: Math.max(...counts) / all.length,
  })
}

/** By luck and not by turns: a dataset’s order may have a rhythm. */
function foldOf(at: number): number {
  return Math.floor(uniform(FOLDS, at) * FOLDS)
}

function best(weights: Weights, features: Features): number {
  const scores = scoresOf(weights, features)
  return scores.indexOf(Math.max(...scores))
}

function* fitWeights(labels: readonly string[], examples: readonly Described[]): Generator<undefined, Weights> {
  const bias = labels.map(() => 0)
  const weights = labels.map(() => new Float64Array(FEATURES))
  const model: Weights = { labels, bias, weights }
  const seen = labels.map(() => new Float64Array(FEATURES + 1))
  for (let pass = 0; pass < PASSES; pass++) {
    for (const place of shuffled(examples.length, pass)) {
      const example = examples[place]
      if (example === undefined) continue
      const chances = softmax(scoresOf(model, example.features))
      for (const label of labels.keys()) {
        const error = (chances[label] ?? 0) - (label === example.label ? 1 : 0)
        learn(weights[label], seen[label], example.features, error)
        bias[label] = (bias[label] ?? 0) - stepFor(seen[label], FEATURES, error)
      }
    }
    yield
  }
  return model
}

function learn(
  row: Float64Array | undefined,
  seen: Float64Array | undefined,
  { at, value }: Features,
  error: number,
): void {
  if (row === undefined) return
  for (let n = 0; n < at.length; n++) {
    const feature = at[n] ?? 0
    const weight = row[feature] ?? 0
    row[feature] = weight - stepFor(seen, feature, error * (value[n] ?? 0) + DECAY * weight)
  }
}

/** A step along the gradient, smaller the more this weight has moved already. */
function stepFor(seen: Float64Array | undefined, at: number, gradient: number): number {
  if (seen === undefined || gradient === 0) return 0
  const sum = (seen[at] ?? 0) + gradient * gradient
  seen[at] = sum
  return (STEP * gradient) / Math.sqrt(sum)
}

/** The places 0 to n − 1 in an order that depends on the pass alone (Fisher–Yates). */
function shuffled(n: number, pass: number): number[] {
  const places = Array.from({ length: n }, (_, at) => at)
  for (let at = n - 1; at > 0; at--) {
    const other = Math.floor(uniform(pass, at) * (at + 1))
    const kept = places[at] ?? 0
    places[at] = places[other] ?? 0
    places[other] = kept
  }
  return places
}
