import type { RelationAnswer } from './answer'
import { exactValue } from './evaluate-exactly'
import { type Expression, subtract, symbolsOf } from './expression'
import {
  type Comparison,
  different,
  equal,
  inAnyReading,
  ratioOf,
  sameValue,
  substitute,
  undecided,
} from './same-value'

/** Equations are the same up to exchanged sides and a factor. */
export function sameRelation(a: RelationAnswer, b: RelationAnswer): Comparison {
  return inAnyReading(a, b, inOneReading)
}

function inOneReading(a: RelationAnswer, b: RelationAnswer): Comparison {
  if (isBound(a) !== isBound(b)) return undecided('one is an equation and the other an inequality')
  if (!isBound(a) && a.relation !== b.relation) return undecided('one is an equation and the other an exclusion')
  const ratio = ratioOf(subtract(a.left, a.right), subtract(b.left, b.right))
  if (!isBound(a) && (ratio === 'positive' || ratio === 'negative')) return equal
  if (ratio === 'positive') return a.relation === b.relation ? equal : different('one includes its bound')
  if (ratio === 'negative') return different('they point in different directions')
  if (ratio === 'none' && (contradicts(a, b) || contradicts(b, a))) return different()
  return undecided('whether they have the same solutions is not known')
}

function isBound({ relation }: RelationAnswer): boolean {
  return relation === '<' || relation === '<='
}

/** Solved for a variable, its solution does not satisfy the other; of two bounds of one variable, the bounds differ. */
function contradicts(a: RelationAnswer, b: RelationAnswer): boolean {
  const [name, value] = solved(a) ?? []
  if (name === undefined || value === undefined) return false
  const [other, second] = solved(b) ?? []
  if (isBound(a)) {
    const areNumbers = exactValue(value) !== undefined && second !== undefined && exactValue(second) !== undefined
    return areNumbers && name === other && sameValue(value, second).same === false
  }
  // Solved for different variables they may be one solution under two names.
  if (second !== undefined && other !== name && sameValue(value, second).same !== false) return false
  return sameValue(substitute(b.left, name, value), substitute(b.right, name, value)).same === false
}

/** The variable and what it equals, or is bounded by. */
export function solved({ left, right }: RelationAnswer): [string, Expression] | undefined {
  if (left.op === 'symbol' && !symbolsOf(right).has(left.name)) return [left.name, right]
  if (right.op === 'symbol' && !symbolsOf(left).has(right.name)) return [right.name, left]
  return undefined
}
