import { type Expression, symbolsOf } from './expression'
import type { Answer } from './read-answer'

type Sequence = Extract<Answer, { kind: 'sequence' }>
type Relation = Extract<Answer, { kind: 'relation' }>

const infinity: Expression = { op: 'symbol', name: 'infty' }

/** The interval that one or two bounds of one variable mean; undefined for anything else. */
export function intervalOf(answer: Answer): Sequence | undefined {
  const relations = answer.kind === 'collection' && answer.of === 'chain' ? answer.items : [answer]
  const bounds = relations.map((one) => (one.kind === 'relation' ? boundOf(one) : undefined))
  const [one, other] = bounds
  if (one === undefined || bounds.length > 2) return undefined
  if (bounds.length === 1) return one.isLower ? between(one, undefined) : between(undefined, one)
  if (other === undefined || other.name !== one.name || other.isLower === one.isLower) return undefined
  return one.isLower ? between(one, other) : between(other, one)
}

interface Bound {
  name: string
  isLower: boolean
  isIncluded: boolean
  value: Expression
}

/** `x < 3` bounds x from above, `3 < x` from below. */
function boundOf({ relation, left, right }: Relation): Bound | undefined {
  if (relation === '=') return undefined
  const isIncluded = relation === '<='
  if (left.op === 'symbol' && isFixed(right)) return { name: left.name, isLower: false, isIncluded, value: right }
  if (right.op === 'symbol' && isFixed(left)) return { name: right.name, isLower: true, isIncluded, value: left }
  return undefined
}

function isFixed(value: Expression): boolean {
  return [...symbolsOf(value)].every((name) => name === 'pi' || name === 'e' || name === 'infty')
}

function between(lower: Bound | undefined, upper: Bound | undefined): Sequence {
  const value = (one: Expression): Answer => ({ kind: 'value', value: one, unit: undefined, percent: false })
  const ends = [lower?.value ?? ({ op: 'negate', a: infinity } as const), upper?.value ?? infinity]
  return {
    kind: 'sequence',
    open: lower?.isIncluded === true ? '[' : '(',
    close: upper?.isIncluded === true ? ']' : ')',
    items: ends.map(value),
  }
}
