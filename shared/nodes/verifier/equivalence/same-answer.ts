import { exactValue } from './evaluate-exactly'
import { type Expression, subtract, symbolsOf, wholeNumber } from './expression'
import { intervalOf } from './interval'
import type { Answer } from './read-answer'
import { type Comparison, different, equal, ratioOf, sameValue, substitute, undecided } from './same-value'
import type { Unit } from './units'

type Value = Extract<Answer, { kind: 'value' }>
type RelationAnswer = Extract<Answer, { kind: 'relation' }>

/** Whether two answers mean the same. */
export function sameAnswers(a: Answer, b: Answer): Comparison {
  const [x, y] = [dropName(a, b), dropName(b, a)]
  if (x.kind === 'value' && y.kind === 'value') return sameQuantity(x, y)
  if (x.kind === 'relation' && y.kind === 'relation') return sameRelation(x, y)
  if (x.kind === 'sequence' && y.kind === 'sequence') return sameSequence(x, y)
  if (x.kind === 'collection' && y.kind === 'collection') return sameCollection(x, y)
  return sameAsInterval(x, y) ?? sameAcross(x, y)
}

/** “x ≤ 3” and “2 < x < 3” mean intervals where the other answer is one. */
function sameAsInterval(a: Answer, b: Answer): Comparison | undefined {
  if (b.kind === 'sequence') return a.kind === 'sequence' ? undefined : sameAsInterval(b, a)
  const interval = a.kind === 'sequence' ? intervalOf(b) : undefined
  return interval === undefined ? undefined : sameAnswers(a, interval)
}

/** “x = 2” means 2 where the other answer is no equation. */
function dropName(a: Answer, other: Answer): Answer {
  if (a.kind !== 'relation' || a.relation !== '=' || other.kind === 'relation') return a
  const { left, right } = a
  const named = left.op === 'symbol' && !symbolsOf(right).has(left.name)
  return named ? { kind: 'value', value: right, unit: undefined, percent: false } : a
}

/** Of different kinds: one element is its set; the rest is not decided. */
function sameAcross(a: Answer, b: Answer): Comparison {
  const [single, many] = a.kind === 'collection' ? [b, a] : [a, b]
  if (many.kind !== 'collection' || single.kind === 'collection' || many.of === 'chain')
    return undecided(`one is ${nameOf(a)} and the other ${nameOf(b)}`)
  const [only] = many.items
  if (only !== undefined && many.items.length === 1) return sameAnswers(single, only)
  if (single.kind === 'value') return different('they have a different number of values')
  return undecided(`one is ${nameOf(a)} and the other ${nameOf(b)}`)
}

function nameOf(answer: Answer): string {
  if (answer.kind === 'value') return 'a value'
  if (answer.kind === 'relation') return answer.relation === '=' ? 'an equation' : 'an inequality'
  return answer.kind === 'sequence' ? 'in brackets' : `a ${answer.of}`
}

function sameQuantity(a: Value, b: Value): Comparison {
  if (a.percent !== b.percent) return samePercent(a, b)
  const values = sameValue(a.value, b.value)
  if (a.unit === undefined && b.unit === undefined) return values
  if (a.unit === undefined || b.unit === undefined) {
    if (isSameAngle(a, b) || isSameAngle(b, a)) return equal
    const isKnown = (a.unit ?? b.unit)?.isKnown === true
    return values.same === false && !isKnown ? values : undecided('only one of them has a unit')
  }
  if (a.unit.dimension === b.unit.dimension)
    return sameValue(inBaseUnits(a.value, a.unit), inBaseUnits(b.value, b.unit))
  if (a.unit.isKnown && b.unit.isKnown) return different('their units measure different things')
  return values.same === false ? values : undecided('their units cannot be converted')
}

/** 90° is π/2; whether it is “90” is not known. */
function isSameAngle(inDegrees: Value, plain: Value): boolean {
  if (inDegrees.unit?.dimension !== 'angle' || plain.unit !== undefined) return false
  return sameValue({ op: 'multiply', a: inDegrees.value, b: radiansPerDegree }, plain.value).same === true
}

function inBaseUnits(value: Expression, { scale }: Unit): Expression {
  return { op: 'multiply', a: value, b: scale }
}

const radiansPerDegree: Expression = { op: 'divide', a: { op: 'symbol', name: 'pi' }, b: wholeNumber(180) }

function samePercent(a: Value, b: Value): Comparison {
  const hundredth = (one: Value): Expression =>
    one.percent ? { op: 'divide', a: one.value, b: wholeNumber(100) } : one.value
  const asShare = sameValue(hundredth(a), hundredth(b))
  if (asShare.same !== false) return asShare
  return sameValue(a.value, b.value).same === false ? asShare : undecided('only one of them is a percentage')
}

function sameSequence(a: Extract<Answer, { kind: 'sequence' }>, b: Extract<Answer, { kind: 'sequence' }>): Comparison {
  if (a.items.length !== b.items.length) return different('they have a different number of parts')
  const items = all(a.items.map((item, at) => sameAnswers(item, b.items[at] ?? item)))
  if (a.open === b.open && a.close === b.close) return items
  // (1, 2] and [1, 2] differ at an end; a tuple in other brackets may be the same tuple.
  const mayBeInterval = a.items.length === 2
  return mayBeInterval || items.same === false ? different('their brackets differ') : undecided('their brackets differ')
}

function all(results: readonly Comparison[]): Comparison {
  return results.find(({ same }) => same === false) ?? results.find(({ same }) => same === null) ?? equal
}

/** Each element of either must be in the other. */
function sameCollection(
  a: Extract<Answer, { kind: 'collection' }>,
  b: Extract<Answer, { kind: 'collection' }>,
): Comparison {
  const sizes = [a, b].map(({ of }) => of)
  if (sizes.includes('chain') !== sizes.every((of) => of === 'chain'))
    return undecided(`one is ${nameOf(a)} and the other ${nameOf(b)}`)
  const table = a.items.map((item) => b.items.map((other) => sameAnswers(item, other)))
  const missing = [
    ...table.map((row) => memberOf(row)),
    ...b.items.map((_, at) => memberOf(table.flatMap((row) => row[at] ?? []))),
  ]
  const result = all(missing)
  const isOfRanges = sizes.includes('union') || sizes.includes('chain')
  return isOfRanges && result.same === false ? undecided('their parts differ') : result
}

function memberOf(comparisons: readonly Comparison[]): Comparison {
  const found = comparisons.find(({ same }) => same === true) ?? comparisons.find(({ same }) => same === null)
  return found ?? different('an element of one is not in the other')
}

function sameRelation(a: RelationAnswer, b: RelationAnswer): Comparison {
  if ((a.relation === '=') !== (b.relation === '=')) return undecided('one is an equation and the other an inequality')
  const ratio = ratioOf(subtract(a.left, a.right), subtract(b.left, b.right))
  if (a.relation === '=' && (ratio === 'positive' || ratio === 'negative')) return equal
  if (a.relation !== '=' && ratio === 'positive')
    return a.relation === b.relation ? equal : different('one includes its bound')
  if (a.relation !== '=' && ratio === 'negative') return different('they point in different directions')
  if (ratio === 'none' && (contradicts(a, b) || contradicts(b, a))) return different()
  return undecided('whether they have the same solutions is not known')
}

/** Solved for a variable, its solution does not satisfy the other; of two bounds of one variable, the bounds differ. */
function contradicts(a: RelationAnswer, b: RelationAnswer): boolean {
  const [name, value] = solved(a) ?? []
  if (name === undefined || value === undefined) return false
  if (a.relation !== '=') {
    const [other, bound] = solved(b) ?? []
    const isBound = exactValue(value) !== undefined && bound !== undefined && exactValue(bound) !== undefined
    return isBound && name === other && sameValue(value, bound).same === false
  }
  return sameValue(substitute(b.left, name, value), substitute(b.right, name, value)).same === false
}

function solved({ left, right }: RelationAnswer): [string, Expression] | undefined {
  if (left.op === 'symbol' && !symbolsOf(right).has(left.name)) return [left.name, right]
  if (right.op === 'symbol' && !symbolsOf(left).has(right.name)) return [right.name, left]
  return undefined
}
