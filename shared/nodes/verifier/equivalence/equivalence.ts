import type { Checks } from '../../../dataset'
import { foldAnswer } from '../../../grading/answers'
import { type CheckResult, nothingToCheck } from '../check'
import { cleanMath, unwrap } from './clean-math'
import { isTrouble } from './expression'
import { MOST_CHARACTERS, readAnswer } from './read-answer'
import { sameAnswers } from './same-answer'
import { type Comparison, equal, undecided } from './same-value'

/** Whether two answers are mathematically the same, in LaTeX or plain text. Never throws; work is bounded by their length. */
export function compareMath(a: string, b: string): Comparison {
  const [x, y] = [foldAnswer(a), foldAnswer(b)]
  if (x !== '' && x === y) return equal
  const [left, right] = [readAnswer(x), readAnswer(y)]
  if ((isTrouble(left) || isTrouble(right)) && areSameWords(x, y)) return equal
  if (isTrouble(left)) return undecided(`“${x.slice(0, 40)}” cannot be read: ${left.trouble}`)
  if (isTrouble(right)) return undecided(`“${y.slice(0, 40)}” cannot be read: ${right.trouble}`)
  return sameAnswers(left, right)
}

/** What is no mathematics, such as the letter of an option, may still be the same text. */
function areSameWords(a: string, b: string): boolean {
  if (Math.max(a.length, b.length) > MOST_CHARACTERS) return false
  const [left, right] = [a, b].map((text) => cleanMath(unwrap(text)).replace(/\s+/g, ' '))
  return left !== '' && left === right
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
