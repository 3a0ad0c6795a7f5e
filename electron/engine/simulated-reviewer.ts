import { wrongAnswer } from '../../shared/grading/wrong-answer'
import { uniform } from '../../shared/random'
import type { Reviewed, Reviewer, ReviewQuestion } from '../../shared/review'

/** What the simulated reviewer alone may know. */
export interface ReviewerKnows {
  answerKey: string | null
  /** Whether the present answer is right; `null` where nothing tells. */
  isRight: boolean | null
}

/**
 * Decides as a person who errs as often as the settings say. Two draws in every review, whatever comes of them: of two designs
 * that ask at the same node, the one with the higher rate errs wherever the other does.
 */
export function simulateReview(
  seed: number,
  { problemId, repeat, nodeId, visit }: ReviewQuestion,
  { errorRate, delayMs: latencyMs }: Reviewer,
  { answerKey, isRight }: ReviewerKnows,
): Reviewed {
  if (answerKey === null || isRight === null) {
    const note = 'by the simulated reviewer, who has no answer key and can only approve'
    return { decided: { decision: 'approved', note }, latencyMs }
  }
  const draw = (what: string): number =>
    repeat === 0 ? uniform(seed, problemId, nodeId, visit, what) : uniform(seed, problemId, nodeId, visit, what, repeat)
  const errs = draw('review') < errorRate
  const note = 'by the simulated reviewer'
  if (isRight !== errs) return { decided: { decision: 'approved', note }, latencyMs }
  const answer = errs ? wrongAnswer(answerKey, draw('review slip')) : answerKey
  return { decided: { decision: 'corrected', answer, note }, latencyMs }
}
