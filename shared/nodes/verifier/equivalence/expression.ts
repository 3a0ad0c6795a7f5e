/** Functions of one argument, and `root` and `log`, whose second one is the degree and the base. */
export const functionNames = [
  'sqrt',
  'root',
  'abs',
  'factorial',
  'binomial',
  'exp',
  'ln',
  'log',
  'sin',
  'cos',
  'tan',
  'cot',
  'sec',
  'csc',
  'arcsin',
  'arccos',
  'arctan',
  'sinh',
  'cosh',
  'tanh',
] as const
export type FunctionName = (typeof functionNames)[number]

/** A mathematical expression. Numbers are exact: a decimal is a fraction. */
export type Expression =
  | { op: 'number'; over: bigint; under: bigint }
  | { op: 'symbol'; name: string }
  | { op: 'negate'; a: Expression }
  | { op: 'add' | 'multiply' | 'divide' | 'power'; a: Expression; b: Expression }
  | { op: 'call'; name: FunctionName; args: readonly Expression[] }

/** Why a text could not be read or compared. It is a value: what cannot be decided is no error. */
export interface Trouble {
  trouble: string
}

export function isTrouble(value: object): value is Trouble {
  return 'trouble' in value
}

export function wholeNumber(value: bigint | number): Expression {
  return { op: 'number', over: BigInt(value), under: 1n }
}

export function subtract(a: Expression, b: Expression): Expression {
  return { op: 'add', a, b: { op: 'negate', a: b } }
}

export function symbolsOf(expression: Expression, found: Set<string> = new Set()): Set<string> {
  if (expression.op === 'symbol') found.add(expression.name)
  else if (expression.op === 'call') for (const arg of expression.args) symbolsOf(arg, found)
  else if (expression.op !== 'number') {
    symbolsOf(expression.a, found)
    if ('b' in expression) symbolsOf(expression.b, found)
  }
  return found
}

/** Variables that only stand for whole numbers: those in factorials and binomials. */
export function countersOf(expression: Expression, found: Set<string> = new Set()): Set<string> {
  if (expression.op === 'number' || expression.op === 'symbol') return found
  if (expression.op !== 'call') {
    countersOf(expression.a, found)
    return 'b' in expression ? countersOf(expression.b, found) : found
  }
  const isCount = expression.name === 'factorial' || expression.name === 'binomial'
  for (const arg of expression.args) (isCount ? symbolsOf : countersOf)(arg, found)
  return found
}
