import fc from 'fast-check'
import { countOverlap } from './overlap'
import type { RoutedProblem, RouterCurve } from './router-curve'

/** A problem in the short form of a table: its score, and 1 where the weak or the strong model is right. */
export const problem = (score: number, weak: number, strong: number): RoutedProblem => ({
  score,
  weak: weak === 1,
  strong: strong === 1,
})

/** Problems with distinct scores, over which the strong model is better. */
export const gapped = fc
  .uniqueArray(fc.tuple(fc.integer({ min: -1000, max: 1000 }), fc.boolean(), fc.boolean()), {
    minLength: 1,
    maxLength: 60,
    selector: ([score]) => score,
  })
  .map((rows): RoutedProblem[] => rows.map(([score, weak, strong]) => ({ score, weak, strong })))
  .filter((routed) => {
    const { onlyFirst, onlySecond } = countOverlap(routed.map(({ weak, strong }) => [weak, strong]))
    return onlySecond > onlyFirst
  })

/** Accuracy (0 to 1) and the share of problems sent to the strong model (0 to 1), from all weak to all strong. */
export function routerPoints({ problems, correct }: RouterCurve): { share: number; accuracy: number }[] {
  return Array.from(correct, (right, k) => ({ share: k / problems, accuracy: right / problems }))
}
