import type { Answer, Collection, RelationAnswer, Sequence } from './answer'
import { type Expression, symbolsOf } from './expression'

/** A set of real numbers, as it is written. Ends are constants; an end that is absent is infinite. */
export type Reals =
  | { op: 'interval'; low: End | undefined; high: End | undefined }
  | { op: 'points'; at: readonly Expression[] }
  | { op: 'union' | 'intersection' | 'difference'; parts: readonly Reals[] }
  /** Relations joined by “and”, or by a comma, which may mean all of them or one of them. */
  | { op: 'and' | 'comma'; parts: readonly Reals[] }

export interface End {
  value: Expression
  isIncluded: boolean
}

/** With the variable that the answer names. */
export interface NamedReals {
  set: Reals
  names: ReadonlySet<string>
}

/** Whether the answer can only be meant as a range: not a tuple, a list or a lone set. */
export function isRange(answer: Answer): boolean {
  if (answer.kind === 'relation') return answer.relation !== '='
  if (answer.kind !== 'collection' || answer.of === 'set') return false
  return answer.of !== 'list' || answer.items.some(isRange)
}

/** The real numbers that an answer means; undefined where it is no such set, or its ends are not constants. */
export function realsOf(answer: Answer): NamedReals | undefined {
  const names = new Set<string>()
  const set = read(answer, names)
  return set === undefined || names.size > 1 ? undefined : { set, names }
}

function read(answer: Answer, names: Set<string>): Reals | undefined {
  if (answer.kind === 'relation') return bounded(answer, names)
  if (answer.kind === 'sequence') return interval(answer)
  if (answer.kind === 'collection') return collected(answer, names)
  const value = constantOf(answer)
  return value !== undefined && hasNoInfinity(value) ? { op: 'points', at: [value] } : undefined
}

function collected({ of, items, joined }: Collection, names: Set<string>): Reals | undefined {
  const areValues = items.every((item) => item.kind === 'value')
  const areRelations = items.every((item) => item.kind === 'relation' || isRange(item))
  // A pair in a set is a pair, not an interval.
  if (of === 'set' ? !areValues : of === 'list' && !areValues && !areRelations) return undefined
  const parts = items.flatMap((item) => read(item, names) ?? [])
  if (parts.length < items.length) return undefined
  if (of === 'chain') return { op: 'intersection', parts }
  if (of !== 'list') return { op: of === 'set' ? 'union' : of, parts }
  if (joined === 'or' || areValues) return { op: 'union', parts }
  return joined === 'both' ? undefined : { op: joined === 'and' ? 'and' : 'comma', parts }
}

/** `x < 3` bounds x from above, `3 < x` from below. */
function bounded({ relation, left, right, other }: RelationAnswer, names: Set<string>): Reals | undefined {
  if (other !== undefined) return undefined
  const isNamedLeft = left.op === 'symbol' && !isConstant(left)
  const [name, value] = isNamedLeft ? [left, right] : [right, left]
  if (name.op !== 'symbol' || isConstant(name) || !isConstant(value)) return undefined
  names.add(name.name)
  if (relation === '=') return hasNoInfinity(value) ? { op: 'points', at: [value] } : undefined
  if (relation === '!=')
    return hasNoInfinity(value) ? { op: 'difference', parts: [everything, { op: 'points', at: [value] }] } : undefined
  const isIncluded = relation === '<='
  const end = endOf(value, isNamedLeft ? 1 : -1, isIncluded)
  if (end === 'wrong') return undefined
  return isNamedLeft ? { op: 'interval', low: undefined, high: end } : { op: 'interval', low: end, high: undefined }
}

export const everything: Reals = { op: 'interval', low: undefined, high: undefined }

function interval({ items, open, close }: Sequence): Reals | undefined {
  const [first, second] = items.map(constantOf)
  if (items.length !== 2 || first === undefined || second === undefined) return undefined
  const [low, high] = [endOf(first, -1, open === '['), endOf(second, 1, close === ']')]
  return low === 'wrong' || high === 'wrong' ? undefined : { op: 'interval', low, high }
}

/** Undefined at the infinity where it belongs, which is never included. */
function endOf(value: Expression, side: 1 | -1, isIncluded: boolean): End | undefined | 'wrong' {
  if (hasNoInfinity(value)) return { value, isIncluded }
  const isPositive = value.op === 'symbol'
  const isNegative = value.op === 'negate' && value.a.op === 'symbol'
  return !isIncluded && (side === 1 ? isPositive : isNegative) ? undefined : 'wrong'
}

function constantOf(answer: Answer): Expression | undefined {
  if (answer.kind !== 'value' || answer.unit !== undefined || answer.percent || answer.base !== undefined)
    return undefined
  return answer.other === undefined && isConstant(answer.value) ? answer.value : undefined
}

function isConstant(value: Expression): boolean {
  return [...symbolsOf(value)].every((name) => name === 'pi' || name === 'e' || name === 'infty')
}

function hasNoInfinity(value: Expression): boolean {
  return !symbolsOf(value).has('infty')
}
