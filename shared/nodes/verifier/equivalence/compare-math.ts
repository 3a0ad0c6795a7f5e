import { foldAnswer } from '../../../grading/answers'
import { finalAnswerOf } from '../../../grading/final-answer'
import { cleanMath, otherCommas } from './clean-math'
import { isTrouble } from './expression'
import { MOST_CHARACTERS, readAnswer } from './read-answer'
import { sameAnswers } from './same-answer'
import { type Comparison, equal, undecided } from './same-value'
import { unwrap } from './unwrap'
import { beginWork, isSpent, MOST_STEPS } from './work'

/** Whether two answers are mathematically the same, in LaTeX or plain text. Never throws; work is bounded. */
export function compareMath(a: string, b: string): Comparison {
  beginWork()
  const [x, y] = [stated(a), stated(b)]
  if (x !== '' && x === y) return equal
  const [left, right] = [readAnswer(x), readAnswer(y)]
  if ((isTrouble(left) || isTrouble(right)) && areSameWords(x, y)) return equal
  if (isTrouble(left)) return undecided(`“${x.slice(0, 40)}” cannot be read: ${left.trouble}`)
  if (isTrouble(right)) return undecided(`“${y.slice(0, 40)}” cannot be read: ${right.trouble}`)
  const found = sameAnswers(left, right)
  if (found.same === false && mayBeMeantOtherwise(x, y))
    return undecided('a comma may stand in a number or between two')
  return isSpent() ? undecided(`it takes more than ${MOST_STEPS} steps to compare`) : found
}

/** The text itself, or where it cannot be read what it states as its answer, as the grader has it. */
function stated(text: string): string {
  const whole = foldAnswer(text)
  const final = isTrouble(readAnswer(whole)) ? finalAnswerOf(text) : undefined
  return final === undefined ? whole : foldAnswer(final)
}

/** Whether they would be the same if the commas of one were read otherwise. */
function mayBeMeantOtherwise(a: string, b: string): boolean {
  if (otherCommas(a).length + otherCommas(b).length === 0) return false
  const readings = [a, b].map((text) => [text, ...otherCommas(text)].map(readAnswer))
  return (readings[0] ?? []).some((left) =>
    (readings[1] ?? []).some(
      (right) => !isTrouble(left) && !isTrouble(right) && sameAnswers(left, right).same === true,
    ),
  )
}

/** What is no mathematics, such as the letter of an option, may still be the same text. */
function areSameWords(a: string, b: string): boolean {
  if (Math.max(a.length, b.length) > MOST_CHARACTERS) return false
  const [left = '', right = ''] = [a, b].map((text) => cleanMath(unwrap(text)).replace(/\s+/g, ' '))
  // Capitals mean nothing in words, but do in a formula.
  const areWords = [left, right].every((text) => /^[A-Za-z]{2,}(?:[ '-][A-Za-z]+)*$/.test(text))
  return left !== '' && (areWords ? left.toLowerCase() === right.toLowerCase() : left === right)
}
