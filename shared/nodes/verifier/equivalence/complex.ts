/** A complex number with a bound of its absolute rounding error. */
export interface Complex {
  re: number
  im: number
  err: number
}

const EPSILON = 2 ** -52

export function real(re: number): Complex {
  return { re, im: 0, err: Math.abs(re) * EPSILON }
}

export function size({ re, im }: Complex): number {
  return Math.hypot(re, im)
}

export function add(a: Complex, b: Complex): Complex {
  return { re: a.re + b.re, im: a.im + b.im, err: a.err + b.err + EPSILON * (size(a) + size(b)) }
}

export function negate({ re, im, err }: Complex): Complex {
  // Not −0, on which the side of a branch cut would hang.
  return { re: 0 - re, im: 0 - im, err }
}

export function multiply(a: Complex, b: Complex): Complex {
  const re = a.re * b.re - a.im * b.im
  const im = a.re * b.im + a.im * b.re
  return { re, im: im + 0, err: size(a) * b.err + size(b) * a.err + 2 * EPSILON * size(a) * size(b) }
}

export function divide(a: Complex, b: Complex): Complex {
  const square = b.re * b.re + b.im * b.im
  const re = (a.re * b.re + a.im * b.im) / square
  const im = (a.im * b.re - a.re * b.im) / square
  const below = size(b)
  return { re, im: im + 0, err: (a.err + (size(a) / below) * b.err) / below + 3 * EPSILON * (size(a) / below) }
}

export function exp(a: Complex): Complex {
  const length = Math.exp(a.re)
  return {
    re: length * Math.cos(a.im),
    im: a.im === 0 ? 0 : length * Math.sin(a.im),
    err: length * (a.err + 2 * EPSILON * (1 + size(a))),
  }
}

/** The principal branch. */
export function ln(a: Complex): Complex {
  return {
    re: Math.log(size(a)),
    im: Math.atan2(a.im, a.re),
    err: a.err / size(a) + 4 * EPSILON * (1 + Math.abs(Math.log(size(a)))),
  }
}

export function sqrt(a: Complex): Complex {
  if (a.im === 0 && a.re >= 0) return { re: Math.sqrt(a.re), im: 0, err: rootError(a) }
  if (a.im === 0) return { re: 0, im: Math.sqrt(-a.re), err: rootError(a) }
  const length = size(a)
  const re = Math.sqrt((length + a.re) / 2)
  const im = Math.sign(a.im) * Math.sqrt((length - a.re) / 2)
  return { re, im, err: 4 * rootError(a) }
}

function rootError(a: Complex): number {
  const root = Math.sqrt(size(a))
  return root === 0 ? Math.sqrt(a.err) : a.err / root + EPSILON * root
}

/** A function of real numbers; not a number elsewhere, and where the argument is too uncertain to say. */
export function applyReal(f: (x: number) => number, a: Complex): Complex {
  const isReal = Math.abs(a.im) <= 8 * a.err || a.im === 0
  const re = isReal ? f(a.re) : Number.NaN
  const step = Math.max(1e-7, 1e-7 * Math.abs(a.re))
  const slope = Math.max(Math.abs(f(a.re + step) - re), Math.abs(f(a.re - step) - re)) / step
  return {
    re,
    im: 0,
    err: (Number.isFinite(slope) ? slope : 1) * (a.err + EPSILON * Math.abs(a.re)) + 4 * EPSILON * Math.abs(re),
  }
}

/** By whole numbers exactly, else by the logarithm. A real negative base has a real root of odd degree. */
export function power(a: Complex, b: Complex, exponent: { over: bigint; under: bigint } | undefined): Complex {
  if (exponent?.under === 1n && exponent.over > -1000n && exponent.over < 1000n) return whole(a, Number(exponent.over))
  if (a.re === 0 && a.im === 0) return b.re > 0 ? real(0) : real(Number.NaN)
  if (exponent !== undefined && exponent.under % 2n === 1n && a.im === 0 && a.re < 0) {
    const positive = exp(multiply(b, ln(negate(a))))
    return exponent.over % 2n === 0n ? positive : negate(positive)
  }
  return exp(multiply(b, ln(a)))
}

function whole(a: Complex, exponent: number): Complex {
  if (exponent < 0) return divide(real(1), whole(a, -exponent))
  let [result, square, left] = [real(1), a, exponent]
  while (left > 0) {
    if (left % 2 === 1) result = multiply(result, square)
    square = multiply(square, square)
    left = Math.floor(left / 2)
  }
  return result
}
