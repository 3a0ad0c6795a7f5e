import type { Value } from './answer'
import { type Expression, symbolsOf, wholeNumber } from './expression'
import { type Comparison, different, equal, inAnyReading, sameValue, undecided } from './same-value'
import type { Unit } from './units'

/** Compares numbers and expressions with what they are counted in. */
export function sameQuantity(a: Value, b: Value): Comparison {
  const found = a.base === undefined && b.base === undefined ? sameMeasured(a, b) : sameDigits(a, b)
  const areNamedAlike = a.name === undefined || b.name === undefined || a.name === b.name
  return found.same === true && !areNamedAlike ? undecided('they are named differently') : found
}

function sameMeasured(a: Value, b: Value): Comparison {
  if (a.percent !== b.percent) return samePercent(a, b)
  const values = inAnyReading(a, b, (x, y) => sameValue(x.value, y.value))
  if (a.unit === undefined && b.unit === undefined) return values
  if (a.unit === undefined || b.unit === undefined) return sameBesideUnit(a, b, values)
  const [scale, other] = commonScale(a.unit, b.unit) ?? []
  if (scale !== undefined && other !== undefined)
    return inAnyReading(a, b, (x, y) => sameValue(multiply(x.value, scale), multiply(y.value, other)))
  if (values.same !== false && isRateOf(a.unit, b.unit)) return undecided('one is a rate and the other an amount')
  if (a.unit.isKnown && b.unit.isKnown) return different('their units measure different things')
  return undecided('their units cannot be converted')
}

function sameBesideUnit(a: Value, b: Value, values: Comparison): Comparison {
  const unit = a.unit ?? b.unit
  if (isSameAngle(a, b) || isSameAngle(b, a)) return equal
  if (unit?.isDollarSign === true) return values
  // “6 apples” are not 5, but a joule may be J.
  const isNumber = [a, b].every(({ value }) => symbolsOf(value).size === 0)
  return values.same === false && unit?.isKnown !== true && isNumber ? values : undecided('only one of them has a unit')
}

function isRateOf(a: Unit, b: Unit): boolean {
  return a.dimension.startsWith(`${b.dimension}/`) || b.dimension.startsWith(`${a.dimension}/`)
}

/** In what both are counted in one dimension: as the words say first, else as they may be meant. */
function commonScale(a: Unit, b: Unit): [Expression, Expression] | undefined {
  for (const one of [a, a.second])
    for (const other of [b, b.second])
      if (one !== undefined && one.dimension === other?.dimension) return [one.scale, other.scale]
  return undefined
}

/** 90° is π/2; whether it is “90” is not known. */
function isSameAngle(inDegrees: Value, plain: Value): boolean {
  if (inDegrees.unit?.dimension !== 'angle' || plain.unit !== undefined) return false
  return (
    sameValue(multiply(multiply(inDegrees.value, inDegrees.unit.scale), radiansPerDegree), plain.value).same === true
  )
}

function multiply(a: Expression, b: Expression): Expression {
  return { op: 'multiply', a, b }
}

const radiansPerDegree: Expression = { op: 'divide', a: { op: 'symbol', name: 'pi' }, b: wholeNumber(180) }

function samePercent(a: Value, b: Value): Comparison {
  const hundredth = (one: Value): Expression =>
    one.percent ? { op: 'divide', a: one.value, b: wholeNumber(100) } : one.value
  const asShare = sameValue(hundredth(a), hundredth(b))
  if (asShare.same === true && (a.unit !== undefined || b.unit !== undefined))
    return undecided('one is a percentage and the other has a unit')
  if (asShare.same !== false) return asShare
  return sameValue(a.value, b.value).same === false ? asShare : undecided('only one of them is a percentage')
}

/** Digits that name their base. The same number to another base may be just what was asked for, so it is not called equal. */
function sameDigits(a: Value, b: Value): Comparison {
  const values = sameValue(a.value, b.value)
  if (a.base?.base === b.base?.base) return values
  const asWritten = sameValue(a.base?.asDecimal ?? a.value, b.base?.asDecimal ?? b.value)
  if (values.same === false && asWritten.same === false) return values
  return undecided('they are not written to the same base')
}
