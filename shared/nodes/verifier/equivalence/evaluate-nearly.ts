import { uniform } from '../../../random'
import { add, applyReal, type Complex, divide, exp, ln, multiply, negate, power, real, size, sqrt } from './complex'
import { exactValue } from './evaluate-exactly'
import type { Expression, FunctionName } from './expression'
import { spend } from './work'

/** The value at a point in floating point with a bound of its error; not a number where it has none. Variables are real. */
export function evaluateNearly(expression: Expression, point: number): Complex {
  if (!spend(2)) return real(Number.NaN)
  if (expression.op === 'number') return real(ratio(expression.over, expression.under))
  if (expression.op === 'symbol') return variableAt(expression.name, point)
  if (expression.op === 'call') {
    return callNearly(expression.name, expression.args, (argument) => evaluateNearly(argument, point))
  }
  const a = evaluateNearly(expression.a, point)
  if (expression.op === 'negate') return negate(a)
  const b = evaluateNearly(expression.b, point)
  if (expression.op === 'add') return add(a, b)
  if (expression.op === 'multiply') return multiply(a, b)
  return expression.op === 'divide' ? divide(a, b) : power(a, b, exactValue(expression.b))
}

/** Even points have positive variables only. */
export function isPositivePoint(point: number): boolean {
  return point % 2 === 0
}

function variableAt(name: string, point: number): Complex {
  if (name === 'pi') return real(Math.PI)
  if (name === 'e') return real(Math.E)
  if (name === 'i') return { re: 0, im: 1, err: 0 }
  spend(20)
  const value = 0.3 + 2 * uniform(point, name)
  return real(isPositivePoint(point) || uniform(point, name, 'sign') < 0.4 ? value : -value)
}

/** Of integers of any length, to the precision of a double. */
function ratio(over: bigint, under: bigint): number {
  const [a, b] = [Number(over), Number(under)]
  if (Number.isFinite(a) && Number.isFinite(b)) return a / b
  return Number((over * 10n ** 30n) / under) / 1e30
}

const realFunctions: Readonly<Partial<Record<FunctionName, (x: number) => number>>> = {
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  cot: (x) => 1 / Math.tan(x),
  sec: (x) => 1 / Math.cos(x),
  csc: (x) => 1 / Math.sin(x),
  arcsin: Math.asin,
  arccos: Math.acos,
  arctan: Math.atan,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  factorial: (x) => product(Math.round(x), x),
}

function callNearly(
  name: FunctionName,
  args: readonly Expression[],
  evaluate: (argument: Expression) => Complex,
): Complex {
  const [first, second] = args
  if (first === undefined) return real(Number.NaN)
  const a = evaluate(first)
  const b = second === undefined ? undefined : evaluate(second)
  const f = realFunctions[name]
  if (f !== undefined) return applyReal(f, a)
  if (name === 'sqrt') return sqrt(a)
  if (name === 'abs') return { re: size(a), im: 0, err: a.err }
  if (name === 'exp') return exp(a)
  if (name === 'ln') return ln(a)
  if (name === 'log') return divide(ln(a), ln(b ?? real(10)))
  if (name === 'binomial' && b !== undefined) return real(choose(a.re, b.re))
  const degree = second === undefined ? undefined : exactValue(second)
  if (name !== 'root' || b === undefined || degree === undefined || degree.over === 0n) return real(Number.NaN)
  return power(a, divide(real(1), b), { over: degree.under, under: degree.over })
}

/** x! of a whole number; not a number for another, whose factorial is the gamma function's. */
function product(n: number, x: number): number {
  if (n < 0 || n > 170 || Math.abs(n - x) > 1e-9) return Number.NaN
  let value = 1
  for (let factor = 2; factor <= n; factor++) value *= factor
  return value
}

function choose(n: number, k: number): number {
  if (!Number.isInteger(n) || !Number.isInteger(k) || k < 0 || k > n || n > 1000) return Number.NaN
  let value = 1
  for (let factor = 1; factor <= k; factor++) value = (value * (n - k + factor)) / factor
  return value
}
