import { uniform } from '../../../random'
import type { Expression } from './expression'
import { spend } from './work'

/** A prime, 2¹²⁷ − 1. Rational functions that differ agree at a random point modulo it with a chance of about 10⁻³⁵. */
const PRIME = 2n ** 127n - 1n
const MOST_FACTORIAL = 2000n
const MOST_BITS = 4096

/**
 * The value of a rational function at a point modulo a prime: equal functions have equal values (Schwartz and Zippel).
 * Transcendental constants are variables like any other. Undefined for roots, for functions, and at a pole.
 */
export function evaluateModulo(expression: Expression, point: number): bigint | undefined {
  if (!spend(1)) return undefined
  if (expression.op === 'number') return divide(modulo(expression.over), modulo(expression.under))
  // i is the root of a polynomial, so no free variable.
  if (expression.op === 'symbol') return expression.name === 'i' ? undefined : residueOf(expression.name, point)
  if (expression.op === 'call') return callModulo(expression)
  if (expression.op === 'power') return powerModulo(expression, point)
  const a = evaluateModulo(expression.a, point)
  if (a === undefined) return undefined
  if (expression.op === 'negate') return modulo(-a)
  const b = evaluateModulo(expression.b, point)
  if (b === undefined) return undefined
  if (expression.op === 'divide') return divide(a, b)
  return modulo(expression.op === 'add' ? a + b : a * b)
}

function callModulo({ name, args }: Extract<Expression, { op: 'call' }>): bigint | undefined {
  const [n, k] = args.map(exactValue)
  if (name === 'factorial' && n?.under === 1n) return factorial(n.over)
  if (name !== 'binomial' || n?.under !== 1n || k?.under !== 1n) return undefined
  const [all, some, rest] = [factorial(n.over), factorial(k.over), factorial(n.over - k.over)]
  return all === undefined || some === undefined || rest === undefined ? undefined : divide(all, modulo(some * rest))
}

function factorial(n: bigint): bigint | undefined {
  if (n < 0n || n > MOST_FACTORIAL || !spend(Number(n))) return undefined
  let product = 1n
  for (let factor = 2n; factor <= n; factor += 1n) product = modulo(product * factor)
  return product
}

function powerModulo({ a, b }: { a: Expression; b: Expression }, point: number): bigint | undefined {
  const exponent = exactValue(b)
  const base = evaluateModulo(a, point)
  if (base === undefined || exponent?.under !== 1n) return undefined
  if (base === 0n && exponent.over <= 0n) return undefined
  const power = raise(base, exponent.over < 0n ? -exponent.over : exponent.over)
  return exponent.over < 0n ? divide(1n, power) : power
}

interface Fraction {
  over: bigint
  under: bigint
}

/** The exact value of a constant of moderate size, such as an exponent; undefined for anything else. */
export function exactValue(expression: Expression): Fraction | undefined {
  if (!spend(1)) return undefined
  if (expression.op === 'number') return reduce(expression)
  if (expression.op === 'symbol' || expression.op === 'call') return undefined
  const a = exactValue(expression.a)
  if (a === undefined) return undefined
  if (expression.op === 'negate') return { over: -a.over, under: a.under }
  const b = exactValue(expression.b)
  if (b === undefined) return undefined
  if (expression.op === 'add') return reduce({ over: a.over * b.under + b.over * a.under, under: a.under * b.under })
  if (expression.op === 'multiply') return reduce({ over: a.over * b.over, under: a.under * b.under })
  if (expression.op === 'divide') return reduce({ over: a.over * b.under, under: a.under * b.over })
  const size = Math.max(bitsOf(a.over), bitsOf(a.under))
  if (b.under !== 1n || b.over < 0n || Number(b.over) * size > MOST_BITS) return undefined
  return { over: a.over ** b.over, under: a.under ** b.over }
}

function reduce({ over, under }: Fraction): Fraction | undefined {
  const bits = bitsOf(over) + bitsOf(under)
  // Euclid takes a division for each bit or two, each of as many words as there are.
  if (under === 0n || bits > 2 * MOST_BITS || !spend(1 + bits * Math.ceil(bits / 1024))) return undefined
  const divisor = greatestDivisor(over < 0n ? -over : over, under < 0n ? -under : under)
  const sign = under < 0n ? -1n : 1n
  return { over: (sign * over) / divisor, under: (sign * under) / divisor }
}

function greatestDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b]
  while (y !== 0n) [x, y] = [y, x % y]
  return x
}

function bitsOf(value: bigint): number {
  return value.toString(16).length * 4
}

function modulo(value: bigint): bigint {
  const rest = value % PRIME
  return rest < 0n ? rest + PRIME : rest
}

function divide(a: bigint, b: bigint): bigint | undefined {
  // Fermat: the inverse modulo a prime.
  return b === 0n ? undefined : modulo(a * raise(b, PRIME - 2n))
}

function raise(base: bigint, exponent: bigint): bigint {
  let [power, square, left] = [1n, base, exponent]
  spend(2 * bitsOf(exponent))
  while (left > 0n) {
    if (left & 1n) power = modulo(power * square)
    square = modulo(square * square)
    left >>= 1n
  }
  return power
}

function residueOf(symbol: string, point: number): bigint {
  spend(20)
  const high = BigInt(Math.floor(uniform(point, symbol, 'high') * 2 ** 53))
  const low = BigInt(Math.floor(uniform(point, symbol, 'low') * 2 ** 53))
  return modulo(high * 2n ** 70n + low * 2n ** 17n + 1n)
}
