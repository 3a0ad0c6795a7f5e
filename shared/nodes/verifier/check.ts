import type { Checks } from '../../dataset'
import { foldAnswer, parseNumber, sameNumber } from '../../grading/answers'
import { finalAnswerOf } from '../../grading/final-answer'
import { choiceIn } from '../../grading/grade'

export interface CheckResult {
  /** `null`: undecided. */
  ok: boolean | null
  because: string
  /** Undecided since there is nothing to check by, whatever the answer. Absent: this answer could not be told right or wrong. */
  nothing?: true
}

/** There is nothing to check by. */
export function nothingToCheck(because: string): CheckResult {
  return { ok: null, because, nothing: true }
}

export function checkExact(answer: string, checks: Checks | null, caseSensitive: boolean): CheckResult {
  const allowed = checks?.exact
  if (allowed === undefined) return nothingToCheck('the problem lists no allowed answers')
  const fold = (text: string): string => {
    const folded = caseSensitive ? foldAnswer(text) : foldAnswer(text).toLowerCase()
    return choiceIn(folded) ?? folded
  }
  const given = [answer, finalAnswerOf(answer) ?? answer].map(fold)
  const ok = allowed.some((one) => given.includes(fold(one)))
  return { ok, because: ok ? 'it is an allowed answer' : 'it is none of the allowed answers' }
}

export function checkNumeric(answer: string, checks: Checks | null, tolerance: number): CheckResult {
  const numeric = checks?.numeric
  if (numeric === undefined) return nothingToCheck('the problem has no numeric check')
  const value = parseNumber(answer) ?? parseNumber(finalAnswerOf(answer) ?? '')
  if (value === undefined) return { ok: false, because: 'it is not a number' }
  const fault = findFault(value, numeric, tolerance)
  return fault === undefined ? { ok: true, because: 'it fits every check' } : { ok: false, because: fault }
}

function findFault(x: number, checks: NonNullable<Checks['numeric']>, tolerance: number): string | undefined {
  const { value, min, max, integer, polynomial } = checks
  if (integer === true && !sameNumber(x, Math.round(x), tolerance)) return `${x} is not a whole number`
  if (min !== undefined && x < min && !sameNumber(x, min, tolerance)) return `${x} is below ${min}`
  if (max !== undefined && x > max && !sameNumber(x, max, tolerance)) return `${x} is above ${max}`
  if (value !== undefined && !sameNumber(x, value, tolerance)) return `${x} is not ${value}`
  if (polynomial !== undefined) {
    const left = evaluate(polynomial.coefficients, x)
    if (!sameNumber(left, polynomial.equals, tolerance)) return `put in, ${x} gives ${left}, not ${polynomial.equals}`
  }
  return undefined
}

/** c0 + c1·x + c2·x² + …, by Horner's rule. */
function evaluate(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0)
}
