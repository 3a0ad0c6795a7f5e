import { compareMath } from '../nodes/verifier/equivalence/compare-math'
import { foldAnswer, parseNumber, sameNumber } from './answers'
import { finalAnswerOf } from './final-answer'

/** Two spellings of one number differ at most by the rounding of a decimal. */
const KEY_TOLERANCE = 1e-9

export type GradedBy = 'recorded' | 'key' | 'nothing'

export interface Grade {
  correct: boolean
  by: GradedBy
}

/**
 * Grades a final answer, after the walk. A recorded answer keeps the grade of its source (≥ 0.5 is right); any other
 * is compared with the key, as numbers where both are numbers, as letters of a choice where both are such, and otherwise as text and as
 * mathematics; of an answer in whole sentences, and of a key that is a worked solution, what it states as its answer. With neither, it
 * cannot be right.
 */
export function grade(answer: string, key: string | null, recordedScore: number | null): Grade {
  if (recordedScore !== null) return { correct: recordedScore >= 0.5, by: 'recorded' }
  if (key === null) return { correct: false, by: 'nothing' }
  return { correct: sameAnswer(answer, key), by: 'key' }
}

export function sameAnswer(answer: string, key: string): boolean {
  if (isSame(answer, key)) return true
  const final = finalAnswerOf(answer)
  if (final !== undefined && isSame(final, key)) return true
  // The keys of GSM8K and MATH are worked solutions, which state their answer as models do.
  const stated = finalAnswerOf(key)
  const [given, wanted] = [final ?? answer, stated ?? key]
  return (stated !== undefined && isSame(given, wanted)) || isSameFormula(given, wanted)
}

/** Of what is longer nobody says that it is a formula. */
const MOST_OF_A_FORMULA = 200
/** What neither a number nor a word holds. */
const sign = /[^\p{L}\p{N}\s.'’!?]/u

/** As a verifier by equivalence has it: what it leaves undecided is not the same. */
function isSameFormula(given: string, wanted: string): boolean {
  if (Math.max(given.length, wanted.length) > MOST_OF_A_FORMULA || !(sign.test(given) || sign.test(wanted)))
    return false
  const areNumbers = parseNumber(given) !== undefined && parseNumber(wanted) !== undefined
  if (areNumbers || choiceIn(wanted) !== undefined) return false
  return compareMath(given, wanted).same === true
}

function isSame(answer: string, key: string): boolean {
  const [a, b] = [parseNumber(answer), parseNumber(key)]
  if (a !== undefined && b !== undefined) return sameNumber(a, b, KEY_TOLERANCE)
  const [given, wanted] = [foldAnswer(answer).toLowerCase(), foldAnswer(key).toLowerCase()]
  if (given === wanted) return true
  const choice = choiceIn(given)
  return choice !== undefined && choice === choiceIn(wanted)
}

/** The letter of a choice, however it is set off: `b`, `(b)`, `[b]`, `b)`, `b:` or `\text{(b)}`. */
export function choiceIn(text: string): string | undefined {
  const bare = /^\\text(?:bf|rm)?\{(.*)\}$/.exec(text)?.[1] ?? text
  const [, inRound, inSquare, alone] = /^(?:\(([a-z])\)|\[([a-z])\]|([a-z])[):]?)$/i.exec(bare.trim()) ?? []
  return inRound ?? inSquare ?? alone
}
