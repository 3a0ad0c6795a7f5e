import { parseNumber } from './answers'
import { finalAnswerOf } from './final-answer'
import { sameAnswer } from './grade'

/**
 * An answer that is wrong as a slip is wrong: near the key where that is a number, and never what the grader takes for it. `slip` is on
 * [0, 1).
 */
export function wrongAnswer(key: string, slip: number): string {
  // A worked solution would state its right answer in whatever it stands in.
  const bare = finalAnswerOf(key) ?? key
  const value = parseNumber(bare)
  if (value === undefined) return [`not ${bare}`, 'something else'].find((text) => !sameAnswer(text, key)) ?? 'nothing'
  const size = Math.max(1, Math.round(Math.abs(value) * 0.1))
  // Far enough from a large key not to be taken for another spelling of it.
  const off = Math.max(1 + Math.floor(slip * 2 * size), Math.ceil(Math.abs(value) * 1e-6))
  const sign = slip * 1000 - Math.floor(slip * 1000) < 0.5 ? -1 : 1
  return Number.isInteger(value) ? String(value + sign * off) : (value + (sign * off) / 10).toFixed(2)
}
