import { size } from './complex'
import { evaluateModulo, exactValue } from './evaluate-exactly'
import { evaluateNearly, isPositivePoint } from './evaluate-nearly'
import { countersOf, type Expression, symbolsOf, wholeNumber } from './expression'
import { isSpent } from './work'

/** `same: null` where it cannot be told. */
export interface Comparison {
  same: boolean | null
  because: string
}

export const equal: Comparison = { same: true, because: 'they are equal' }
export function different(because = 'they differ'): Comparison {
  return { same: false, because }
}
export function undecided(because: string): Comparison {
  return { same: null, because }
}

/** Whether all of them hold. */
export function everyOne(results: readonly Comparison[]): Comparison {
  return results.find(({ same }) => same === false) ?? results.find(({ same }) => same === null) ?? equal
}

/** Where a text has two readings they must agree. */
export function inAnyReading<T extends { other?: T | undefined }>(
  a: T,
  b: T,
  compare: (x: T, y: T) => Comparison,
): Comparison {
  const readings = (one: T): T[] => (one.other === undefined ? [one] : [one, one.other])
  const [first = compare(a, b), ...rest] = readings(a).flatMap((x) => readings(b).map((y) => compare(x, y)))
  return rest.every(({ same }) => same === first.same)
    ? first
    : undecided('what stands behind a slash can be read in two ways')
}

const EXACT_POINTS = 3
const NEAR_POINTS = 12
const FEWEST_POINTS = 3
const COUNT_POINTS = 10
const FEWEST_COUNT_POINTS = 5
/** A number with a longer denominator, beside a root or a function, was rounded from it. */
const LARGEST_DENOMINATOR = 1_000_000n

/**
 * Compares two expressions as functions of their variables: exactly where they are rational functions (so (x²−1)/(x−1) is
 * x+1), else by their values at twelve points to about twelve digits.
 */
export function sameValue(a: Expression, b: Expression): Comparison {
  if (isSpent()) return undecided('it takes too many steps')
  const [x, y] = [exactValue(a), exactValue(b)]
  if (x !== undefined && y !== undefined) return x.over === y.over && x.under === y.under ? equal : different()
  const counters = countersOf(b, countersOf(a))
  if (counters.size > 0) return sameAtWholeNumbers(a, b, [...counters].toSorted())
  const exactly = agreeExactly(a, b)
  if (exactly === false) return different()
  const nearly = agreeNearly(a, b)
  // Values that agree modulo the prime and are far apart were made to.
  if (exactly === true) return nearly.same === false ? nearly : equal
  return nearly.same === true && wasRounded(a, b) ? undecided('one of them is rounded') : nearly
}

/** For values of the counters of which the later ones are mostly the greater, as n is in a binomial of n over k. */
function sameAtWholeNumbers(a: Expression, b: Expression, counters: readonly string[]): Comparison {
  const at = (one: Expression, point: number): Expression =>
    counters.reduce((all, name, place) => substitute(all, name, wholeNumber(countAt(place, point))), one)
  const found = Array.from({ length: COUNT_POINTS }, (_, point) => sameValue(at(a, point), at(b, point)))
  if (found.some(({ same }) => same === false)) return different()
  const agreed = found.filter(({ same }) => same === true).length
  return agreed < FEWEST_COUNT_POINTS ? undecided('they have no value that could be compared') : equal
}

function countAt(place: number, point: number): number {
  return 3 + ((point * (2 * place + 3) + place) % 11) + 7 * place
}

function agreeExactly(a: Expression, b: Expression): boolean | undefined {
  let agreed = 0
  for (let point = 0; point < 2 * EXACT_POINTS; point++) {
    const [left, right] = [evaluateModulo(a, point), evaluateModulo(b, point)]
    if (left === undefined || right === undefined) continue
    if (left !== right) return false
    agreed += 1
  }
  return agreed >= EXACT_POINTS ? true : undefined
}

function agreeNearly(a: Expression, b: Expression): Comparison {
  const isConstant = symbolsOf(a).size + symbolsOf(b).size === 0
  const needed = isConstant ? 1 : FEWEST_POINTS
  const points = Array.from({ length: isConstant ? 1 : NEAR_POINTS }, (_, point) => point)
  const found = points.map((point) => ({ positive: isPositivePoint(point), agree: agreeAt(a, b, point) }))
  const count = (agree: Agreement, positive: boolean): number =>
    found.filter((one) => one.agree === agree && one.positive === positive).length
  if (found.some(({ agree }) => agree === 'unclear')) return undecided('their values are too near to tell')
  if (count('no', true) > 0) return different()
  if (count('no', false) > 0)
    return count('yes', true) < needed ? different() : undecided('they are equal only for positive variables')
  const agreed = count('yes', true) + count('yes', false)
  return agreed < needed ? undecided('they have no value that could be compared') : equal
}

type Agreement = 'yes' | 'no' | 'unclear' | 'no value'

function agreeAt(a: Expression, b: Expression, point: number): Agreement {
  const [x, y] = [evaluateNearly(a, point), evaluateNearly(b, point)]
  const apart = Math.hypot(x.re - y.re, x.im - y.im)
  const scale = Math.max(size(x), size(y))
  if (!Number.isFinite(apart) || !Number.isFinite(x.err + y.err)) return 'no value'
  const error = 64 * (x.err + y.err)
  if (error > 1e-6 * Math.max(1, scale)) return 'no value'
  if (apart <= error + 1e-12 * scale) return 'yes'
  return apart > 10 * error && apart > 1e-9 * scale ? 'no' : 'unclear'
}

function wasRounded(a: Expression, b: Expression): boolean {
  const [x, y] = [exactValue(a), exactValue(b)]
  const exact = x === undefined ? y : y === undefined ? x : undefined
  return exact !== undefined && exact.under > LARGEST_DENOMINATOR
}

/**
 * Whether a/b is one constant wherever both have values: proportional, and by a positive or a negative factor. Three variables take
 * all combinations of signs, since |x| is x where x is positive.
 */
export function ratioOf(a: Expression, b: Expression): 'positive' | 'negative' | 'none' | 'unknown' {
  const names = [...symbolsOf(b, symbolsOf(a))].filter((name) => !['pi', 'e', 'i'].includes(name)).toSorted()
  const frozen = (one: Expression, point: number): Expression =>
    names.reduce((present, name, at) => substitute(present, name, valueAt(name, at, point)), one)
  const at = (point: number): Expression => ({ op: 'divide', a: frozen(a, point), b: frozen(b, point) })
  const points = [0, 1, 2, 3, 4, 5, 6, 7].filter((point) => hasValue(at(point)))
  const [first] = points
  if (first === undefined || points.length < FEWEST_POINTS) return 'unknown'
  const results = points.slice(1).map((point) => sameValue(at(first), at(point)).same)
  if (results.includes(false)) return 'none'
  if (results.includes(null)) return 'unknown'
  const { re } = evaluateNearly(at(first), 0)
  return re === 0 ? 'none' : re > 0 ? 'positive' : 'negative'
}

function hasValue(expression: Expression): boolean {
  const value = evaluateNearly(expression, 0)
  const isKnown = value.err < 1e-6 * size(value)
  return Number.isFinite(value.re) && Number.isFinite(value.im) && isKnown && size(value) > 1e-12
}

/** Small rational values for the variables, other ones at each point, so that exact arithmetic can follow. */
function valueAt(name: string, place: number, point: number): Expression {
  const code = Array.from(name).reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973, 7)
  const size = BigInt(((code * (point + 3)) % 997) + 101)
  return { op: 'number', over: (point >> (place % 3)) & 1 ? -size : size, under: 97n + BigInt(point) * 6n }
}

export function substitute(expression: Expression, name: string, value: Expression): Expression {
  if (expression.op === 'number') return expression
  if (expression.op === 'symbol') return expression.name === name ? value : expression
  if (expression.op === 'call')
    return { ...expression, args: expression.args.map((argument) => substitute(argument, name, value)) }
  const a = substitute(expression.a, name, value)
  return 'b' in expression ? { ...expression, a, b: substitute(expression.b, name, value) } : { ...expression, a }
}
