import { plainValue, type Value } from './answer'
import { exactValue } from './evaluate-exactly'
import { type Expression, isTrouble, wholeNumber } from './expression'
import { parseExpression } from './parse-expression'
import { takeUnit, type Unit } from './units'

const piece =
  /\s*(?:(?:,\s*)?and\s+|\\text\s*\{\s*and\s*\}\s*)?(\d+(?:\.\d+)?)\s*(\\degree|'|"|\\(?:text|mathrm|mbox)\s*\{[^{}]*\}|[A-Za-z]+)\s*/y

/** Feet and inches, or minutes and seconds of an angle that began with degrees. */
const primes: Readonly<Record<string, readonly [string, Expression]>> = {
  "'": ['feet', { op: 'divide', a: wholeNumber(1), b: wholeNumber(60) }],
  '"': ['inches', { op: 'divide', a: wholeNumber(1), b: wholeNumber(3600) }],
}

/** Reads 30°15', “2 hours and 5 minutes”, 5'6": two amounts or more of one dimension, each less than one of the unit before. */
export function readCompound(text: string): Value | undefined {
  const amounts: { value: Expression; unit: Unit }[] = []
  const line = text.replaceAll("''", '"')
  const sign = line.startsWith('-') ? 1 : 0
  piece.lastIndex = sign
  while (piece.lastIndex < line.length) {
    const [, number = '', mark = ''] = piece.exec(line) ?? []
    const amount = number === '' ? undefined : read(number, mark, amounts[0]?.unit.dimension === 'angle')
    if (amount === undefined) return undefined
    amounts.push(amount)
  }
  const [first, ...later] = amounts
  if (first === undefined || later.length === 0) return undefined
  const isInOrder = later.every((amount, at) => isLessThanOne(amount, amounts[at]?.unit ?? first.unit))
  if (!isInOrder || later.some(({ unit }) => unit.dimension !== first.unit.dimension)) return undefined
  const total = amounts.map(inBase).reduce((a, b) => ({ op: 'add', a, b }))
  const value: Value = plainValue(sign === 1 ? { op: 'negate', a: total } : total)
  return { ...value, unit: { dimension: first.unit.dimension, scale: wholeNumber(1), isKnown: true } }
}

function read(number: string, mark: string, isAngle: boolean): { value: Expression; unit: Unit } | undefined {
  const value = parseExpression(number)
  if (isTrouble(value)) return undefined
  const [feet, share] = primes[mark] ?? []
  if (isAngle && share !== undefined) return { value, unit: { dimension: 'angle', scale: share, isKnown: true } }
  const unit = takeUnit(`${number} ${feet ?? mark}`)?.unit
  return unit?.isKnown === true ? { value, unit } : undefined
}

function inBase({ value, unit }: { value: Expression; unit: Unit }): Expression {
  return { op: 'multiply', a: value, b: unit.scale }
}

function isLessThanOne(amount: { value: Expression; unit: Unit }, { scale }: Unit): boolean {
  const [less, one] = [exactValue(inBase(amount)), exactValue(scale)]
  return less !== undefined && one !== undefined && less.over * one.under < one.over * less.under
}
