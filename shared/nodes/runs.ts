import { runCache } from './cache/cache.run'
import { runClassifier } from './classifier/classifier.run'
import { runEscalation } from './escalation/escalation.run'
import { runInput } from './input/input.run'
import type { Run } from './kind'
import type { CommentId, KindId, kinds } from './kinds'
import { runModel } from './model/model.run'
import { runOutput } from './output/output.run'
import { runReview } from './review/review.run'
import { runSplit } from './split/split.run'
import { runVerifier } from './verifier/verifier.run'

/** What each kind does; a kind without its `run` does not compile. */
export const runs: { [K in Exclude<KindId, CommentId>]: Run<(typeof kinds)[K]> } = {
  input: runInput,
  classifier: runClassifier,
  cache: runCache,
  model: runModel,
  escalation: runEscalation,
  verifier: runVerifier,
  review: runReview,
  split: runSplit,
  output: runOutput,
}
