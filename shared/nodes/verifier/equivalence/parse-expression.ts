import { type Expression, type FunctionName, type Trouble, wholeNumber } from './expression'
import { type Token, tokenise } from './tokens'

const MOST_DEPTH = 60
/** Digits of one number. */
const MOST_DIGITS = 200

/** Reads an expression in LaTeX or plain text; never throws. */
export function parseExpression(text: string): Expression | Trouble {
  const tokens = tokenise(text)
  if ('trouble' in tokens) return tokens
  const parser = new Parser(tokens)
  const expression = parser.sum(0)
  if (parser.trouble !== undefined) return { trouble: parser.trouble }
  return parser.isAtEnd ? expression : { trouble: 'it is not one expression' }
}

const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }
const nothing = wholeNumber(0)

/** Recursive descent; once in trouble it runs to the end without effect. */
class Parser {
  trouble: string | undefined
  private at = 0
  private bars = 0

  constructor(private readonly tokens: readonly Token[]) {}

  get isAtEnd(): boolean {
    return this.at >= this.tokens.length
  }

  sum(depth: number): Expression {
    if (depth > MOST_DEPTH) return this.stop(`it is nested deeper than ${MOST_DEPTH}`)
    let sum = this.product(depth)
    for (;;) {
      if (this.take('+')) sum = { op: 'add', a: sum, b: this.product(depth) }
      else if (this.take('-')) sum = { op: 'add', a: sum, b: { op: 'negate', a: this.product(depth) } }
      else return sum
    }
  }

  private product(depth: number): Expression {
    if (this.take('-')) return { op: 'negate', a: this.product(depth + 1) }
    if (this.take('+')) return this.product(depth + 1)
    if (depth > MOST_DEPTH) return this.stop(`it is nested deeper than ${MOST_DEPTH}`)
    let product = this.power(depth)
    for (;;) {
      if (this.take('*')) product = { op: 'multiply', a: product, b: this.signed(depth) }
      else if (this.take('/')) product = { op: 'divide', a: product, b: this.signed(depth) }
      else if (this.startsFactor()) product = this.join(product, depth)
      else return product
    }
  }

  private signed(depth: number): Expression {
    if (depth > MOST_DEPTH) return this.stop(`it is nested deeper than ${MOST_DEPTH}`)
    if (this.take('-')) return { op: 'negate', a: this.signed(depth + 1) }
    return this.take('+') ? this.signed(depth + 1) : this.power(depth)
  }

  /** Side by side is a product, but for a mixed number: a whole one before a fraction of whole numbers. */
  private join(left: Expression, depth: number): Expression {
    const here = this.peek()
    const before = this.tokens[this.at - 1]
    const isMixed = here?.type === 'pair' && here.name === 'frac' && before?.type === 'number' && left.op === 'number'
    if (here?.type === 'number' && before?.type === 'number') return this.mixed(left)
    const right = this.power(depth)
    const isFraction = right.op === 'divide' && right.a.op === 'number' && right.b.op === 'number'
    return { op: isMixed && isFraction ? 'add' : 'multiply', a: left, b: right }
  }

  /** 1 1/2: a whole number, and a proper fraction of whole numbers behind which nothing else is multiplied. */
  private mixed(whole: Expression): Expression {
    const [over, slash, under, behind] = this.tokens.slice(this.at, this.at + 4)
    const [a, b] = [plainWhole(over), plainWhole(under)]
    const isOver = behind === undefined || (behind.type === 'sign' && '+-)]}|'.includes(behind.text))
    const isProper = a !== undefined && b !== undefined && a < b && slash?.type === 'sign' && slash.text === '/'
    const isWhole = plainWhole(this.tokens[this.at - 1]) !== undefined && whole.op === 'number'
    if (!isWhole || !isProper || !isOver || over?.type !== 'number' || under?.type !== 'number')
      return this.stop('two numbers stand side by side')
    this.at += 3
    return { op: 'add', a: whole, b: { op: 'divide', a: this.number(over.text), b: this.number(under.text) } }
  }

  private startsFactor(): boolean {
    const token = this.peek()
    if (token === undefined || this.trouble !== undefined) return false
    return token.type !== 'sign' || '([{'.includes(token.text) || (token.text === '|' && this.bars === 0)
  }

  private power(depth: number): Expression {
    let base = this.atom(depth)
    if (this.take('!')) base = { op: 'call', name: 'factorial', args: [base] }
    // 5!! is 5·3·1 to most, and (5!)! to a few.
    if (this.take('!')) return this.stop('a double factorial may mean two things')
    return this.take('^') ? this.postfix({ op: 'power', a: base, b: this.exponent(depth + 1) }) : base
  }

  private postfix(expression: Expression): Expression {
    return this.take('!') ? { op: 'call', name: 'factorial', args: [expression] } : expression
  }

  private exponent(depth: number): Expression {
    if (depth > MOST_DEPTH) return this.stop(`it is nested deeper than ${MOST_DEPTH}`)
    if (this.take('-')) return { op: 'negate', a: this.exponent(depth + 1) }
    return this.take('+') ? this.exponent(depth + 1) : this.power(depth)
  }

  private atom(depth: number): Expression {
    const token = this.peek()
    this.at += 1
    if (token === undefined || this.trouble !== undefined) return this.stop('it ends too early')
    if (token.type === 'number') return this.number(token.text)
    if (token.type === 'symbol') return this.symbol(token.name)
    if (token.type === 'function') return this.call(token.name, depth)
    if (token.type === 'sign') return this.enclosed(token.text, depth)
    const [a, b] = [this.argument(depth), this.argument(depth)]
    return token.name === 'frac' ? { op: 'divide', a, b } : { op: 'call', name: 'binomial', args: [a, b] }
  }

  private enclosed(opener: string, depth: number): Expression {
    if (opener === '|') {
      this.bars += 1
      const inner = this.sum(depth + 1)
      this.bars -= 1
      return this.take('|') ? { op: 'call', name: 'abs', args: [inner] } : this.stop('a bar is not closed')
    }
    const closer = closers[opener]
    if (closer === undefined) return this.stop(`“${opener}” stands where a value must`)
    const outerBars = this.bars
    this.bars = 0
    const inner = this.sum(depth + 1)
    this.bars = outerBars
    return this.take(closer) ? inner : this.stop(`“${opener}” is not closed`)
  }

  /** One group, or one digit or letter as in \frac12. */
  private argument(depth: number): Expression {
    const token = this.peek()
    if (token?.type !== 'number' || token.text.length === 1 || token.text.includes('.')) return this.atom(depth + 1)
    return this.stop('a fraction has no braces')
  }

  private symbol(name: string): Expression {
    if (!this.take('_')) return { op: 'symbol', name }
    const token = this.peek()
    if (token?.type === 'sign' && token.text === '{') {
      const end = this.tokens.findIndex((one, index) => index > this.at && one.type === 'sign' && one.text === '}')
      const inside = this.tokens.slice(this.at + 1, end)
      this.at = end + 1
      return end < 0 ? this.stop('“{” is not closed') : { op: 'symbol', name: `${name}_${inside.map(textOf).join('')}` }
    }
    this.at += 1
    return token === undefined ? this.stop('it ends too early') : { op: 'symbol', name: `${name}_${textOf(token)}` }
  }

  private call(name: FunctionName, depth: number): Expression {
    if (depth > MOST_DEPTH) return this.stop(`it is nested deeper than ${MOST_DEPTH}`)
    const extra = this.extra(name, depth)
    const exponent = this.take('^') ? this.exponent(depth + 1) : undefined
    const token = this.peek()
    const isGrouped = token?.type === 'sign' && '([{'.includes(token.text)
    const argument = isGrouped ? this.atom(depth + 1) : this.bareArgument(name, depth + 1)
    return applyFunction(name, argument, extra, exponent)
  }

  /** The degree of a root in brackets, or the base of a logarithm below it. */
  private extra(name: FunctionName, depth: number): Expression | undefined {
    const token = this.peek()
    if (name === 'sqrt' && token?.type === 'sign' && token.text === '[') return this.atom(depth + 1)
    return name === 'log' && this.take('_') ? this.argument(depth + 1) : undefined
  }

  /** `\sin 2x` takes the product, `\sqrt2` one digit. */
  private bareArgument(name: FunctionName, depth: number): Expression {
    if (name === 'sqrt' || name === 'root') return this.atom(depth)
    let argument = this.power(depth)
    for (let token = this.peek(); token?.type === 'symbol' || token?.type === 'number'; token = this.peek())
      argument = { op: 'multiply', a: argument, b: this.power(depth) }
    return argument
  }

  private number(text: string): Expression {
    if (text.length > MOST_DIGITS) return this.stop(`a number has more than ${MOST_DIGITS} digits`)
    const [whole = '', decimals = ''] = text.split('.')
    return { op: 'number', over: BigInt(whole + decimals), under: 10n ** BigInt(decimals.length) }
  }

  private take(sign: string): boolean {
    const token = this.peek()
    if (token?.type !== 'sign' || token.text !== sign) return false
    this.at += 1
    return true
  }

  private peek(): Token | undefined {
    return this.tokens[this.at]
  }

  private stop(trouble: string): Expression {
    this.trouble ??= trouble
    this.at = this.tokens.length
    return nothing
  }
}

function textOf(token: Token): string {
  return token.type === 'number' || token.type === 'sign' ? token.text : token.name
}

const inverses: Readonly<Partial<Record<FunctionName, FunctionName>>> = { sin: 'arcsin', cos: 'arccos', tan: 'arctan' }

function applyFunction(
  name: FunctionName,
  argument: Expression,
  extra: Expression | undefined,
  exponent: Expression | undefined,
): Expression {
  const inverse = inverses[name]
  const isInverse = exponent?.op === 'negate' && exponent.a.op === 'number' && exponent.a.over === exponent.a.under
  if (inverse !== undefined && isInverse) return { op: 'call', name: inverse, args: [argument] }
  const call: Expression =
    extra === undefined
      ? { op: 'call', name, args: [argument] }
      : { op: 'call', name: name === 'sqrt' ? 'root' : name, args: [argument, extra] }
  return exponent === undefined ? call : { op: 'power', a: call, b: exponent }
}

/** Up to nine digits without a leading zero. */
function plainWhole(token: Token | undefined): number | undefined {
  return token?.type === 'number' && /^[1-9]\d{0,8}$/.test(token.text) ? Number(token.text) : undefined
}
