import type { Checks } from '../../../dataset'
import { foldAnswer } from '../../../grading/answers'
import { type CheckResult, nothingToCheck } from '../check'
import { isTrouble } from './expression'
import { readAnswer } from './read-answer'
import { sameAnswers } from './same-answer'
import { type Comparison, equal, undecided } from './same-value'

/** Whether two answers are mathematically the same, in LaTeX or plain text. Never throws; work is bounded by their length. */
export function compareMath(a: string, b: string): Comparison {
  const [x, y] = [foldAnswer(a), foldAnswer(b)]
  if (x !== '' && x === y) return equal
  const [left, right] = [readAnswer(x), readAnswer(y)]
  if (isTrouble(left)) return undecided(`“${x.slice(0, 40)}” cannot be read: ${left.trouble}`)
  if (isTrouble(right)) return undecided(`“${y.slice(0, 40)}” cannot be read: ${right.trouble}`)
  return sameAnswers(left, right)
}

/** Right if it is equivalent to an accepted expression, wrong if it differs from all of them. */
export function checkEquivalence(answer: string, checks: Checks | null): CheckResult {
  const accepted = checks?.equivalent
  if (accepted === undefined) return nothingToCheck('the problem lists no accepted expressions')
  const results = accepted.map((one) => compareMath(answer, one))
  if (results.some(({ same }) => same === true))
    return { ok: true, because: 'it is equivalent to an accepted expression' }
  const open = results.find(({ same }) => same === null)
  if (open !== undefined) return { ok: null, because: open.because }
  return { ok: false, because: 'it is equivalent to no accepted expression' }
}
