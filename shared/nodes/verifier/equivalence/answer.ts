import type { Expression } from './expression'
import type { Unit } from './units'

export type Relation = '=' | '!=' | '<' | '<='

/** What an answer is. */
export type Answer = Value | RelationAnswer | Sequence | Collection | Ratio | Matrix

export interface Value {
  kind: 'value'
  value: Expression
  unit: Unit | undefined
  percent: boolean
  /** Of “x = 5 cm”. */
  name?: string | undefined
  /** The value under the other reading of `1/2x`. */
  other?: Value | undefined
  /** Of digits that name their base, such as 101_2: the same digits read as a decimal number. */
  base?: { base: number; asDecimal: Expression } | undefined
}

/** `left relation right`; a longer chain is a collection of these. */
export interface RelationAnswer {
  kind: 'relation'
  relation: Relation
  left: Expression
  right: Expression
  /** The relation under the other reading of `y = 1/2x`. */
  other?: RelationAnswer | undefined
}

/** In brackets, where ends and order matter: a tuple, an interval, a list. */
export interface Sequence {
  kind: 'sequence'
  open: string
  close: string
  items: readonly Answer[]
}

/** Without order: a set, the solutions of an equation, all of several relations, and what is made of sets. */
export interface Collection {
  kind: 'collection'
  of: 'set' | 'list' | 'chain' | 'union' | 'intersection' | 'difference'
  items: readonly Answer[]
  /** What stands between the items of a list. */
  joined?: ',' | 'or' | 'and' | 'both' | undefined
}

/** 3:4, or “3 to 4”, which may mean a range. */
export interface Ratio {
  kind: 'ratio'
  parts: readonly Expression[]
  by: ':' | 'to'
  /** 3:45 may be a time of day. */
  mayBeTime: boolean
}

/** Rows of one length. Bars around it mean its determinant. */
export interface Matrix {
  kind: 'matrix'
  rows: readonly (readonly Answer[])[]
  inBars: boolean
}

export function plainValue(value: Expression): Value {
  return { kind: 'value', value, unit: undefined, percent: false }
}

export function nameOf(answer: Answer): string {
  if (answer.kind === 'value') return 'a value'
  if (answer.kind === 'relation')
    return { '=': 'an equation', '!=': 'an exclusion', '<': 'an inequality', '<=': 'an inequality' }[answer.relation]
  if (answer.kind === 'ratio' || answer.kind === 'matrix') return `a ${answer.kind}`
  if (answer.kind === 'sequence') return 'in brackets'
  return answer.of === 'intersection' ? 'an intersection' : `a ${answer.of}`
}
