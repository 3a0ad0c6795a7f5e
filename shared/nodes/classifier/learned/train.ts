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

const PASSES = 10
const FOLDS = 5

/** How boldly weights move, and how strongly they are pulled towards 0 at each example. */
interface Pull {
  step: number
  decay: number
}

/** From bold to careful: what can be learned from few or noisy examples is little, and the bold ones learn them by heart. */
const pulls: readonly Pull[] = [
  { step: 0.5, decay: 1e-3 },
  { step: 0.1, decay: 1e-2 },
  { step: 0.1, decay: 0.1 },
  { step: 0.03, decay: 1e-3 },
  { step: 0.01, decay: 1e-2 },
]

/** What a way of training came to on examples that were held out. */
interface HeldOut {
  pull: Pull
  right: number
  /** Sum of −ln of the chance given to the right label. */
  loss: number
}

/**
 * Trains by multinomial logistic regression with AdaGrad (Duchi et al., JMLR 2011). How boldly is chosen by cross-validation over
 * five parts, by the chances given to the right labels, and so is what is said of its skill. The same examples in the same order
 * give the same model. Yields after each pass, so that other work gets its turn.
 */
export function* trainModel(
  labels: readonly string[],
  examples: readonly Example[],
  dataset: string,
): Generator<undefined, LearnedModel> {
  const all = examples.map(({ question, label }) => ({ features: featuresOf(question), label }))
  let best: HeldOut = { pull: { step: 0, decay: 0 }, right: 0, loss: Number.POSITIVE_INFINITY }
  for (const pull of pulls) {
    const heldOut = yield* holdOut(labels, all, pull)
    if (heldOut.loss < best.loss) best = heldOut
  }
  const counts = labels.map((_, place) => all.filter(({ label }) => label === place).length)
  const weights = yield* fitWeights(labels, all, best.pull)
  return writeModel(weights, {
    dataset,
    problems: all.length,
    heldOut: best.right / all.length,
    commonest: Math.max(...counts) / all.length,
  })
}

function* holdOut(labels: readonly string[], all: readonly Described[], pull: Pull): Generator<undefined, HeldOut> {
  let [right, loss] = [0, 0]
  for (let fold = 0; fold < FOLDS; fold++) {
    const rest = all.filter((_, at) => foldOf(at) !== fold)
    const weights = yield* fitWeights(labels, rest, pull)
    for (const [at, { features, label }] of all.entries()) {
      if (foldOf(at) !== fold) continue
      const chances = softmax(scoresOf(weights, features))
      const chance = chances[label] ?? 0
      if (chance === Math.max(...chances)) right += 1
      loss -= Math.log(Math.max(Number.MIN_VALUE, chance))
    }
  }
  return { pull, right, loss }
}

/** By luck and not by turns: a dataset’s order may have a rhythm. */
function foldOf(at: number): number {
  return Math.floor(uniform(FOLDS, at) * FOLDS)
}

function* fitWeights(
  labels: readonly string[],
  examples: readonly Described[],
  pull: Pull,
): Generator<undefined, Weights> {
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
        learn(weights[label], seen[label], example.features, error, pull)
        bias[label] = (bias[label] ?? 0) - pull.step * stepFor(seen[label], FEATURES, error)
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
  { step, decay }: Pull,
): void {
  if (row === undefined) return
  for (let n = 0; n < at.length; n++) {
    const feature = at[n] ?? 0
    const weight = row[feature] ?? 0
    row[feature] = weight - step * stepFor(seen, feature, error * (value[n] ?? 0) + decay * weight)
  }
}

/** A step along the gradient, smaller the more this weight has moved already. */
function stepFor(seen: Float64Array | undefined, at: number, gradient: number): number {
  if (seen === undefined || gradient === 0) return 0
  const sum = (seen[at] ?? 0) + gradient * gradient
  seen[at] = sum
  return gradient / Math.sqrt(sum)
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
