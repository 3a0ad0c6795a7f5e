import { type FunctionName, functionNames, type Trouble } from './expression'
import { spendReading } from './work'

export type Token =
  | { type: 'number'; text: string }
  | { type: 'symbol'; name: string }
  | { type: 'function'; name: FunctionName }
  /** `frac` and `binom` take two groups. */
  | { type: 'pair'; name: 'frac' | 'binom' }
  | { type: 'sign'; text: string }

const aliases: Readonly<Record<string, FunctionName>> = {
  asin: 'arcsin',
  acos: 'arccos',
  atan: 'arctan',
  lg: 'log',
  ...Object.fromEntries(functionNames.map((name) => [name, name])),
}

const greek = new Set(
  'alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi rho sigma tau phi varphi chi psi omega Gamma Delta Theta Lambda Sigma Phi Psi Omega ell infty'.split(
    ' ',
  ),
)

/** Runs of letters that are products, such as in 6xyz; a longer run of others is a word. */
const productRun = /^(?:[A-Za-z]{1,2}|[t-z]+|abcd?)$/

const piece = /(\d+(?:\.\d+)?|\.\d+)|\\([A-Za-z]+)|([A-Za-z]+)|(\S)/gu

/** Cuts a text that `cleanMath` has gone over into tokens. */
export function tokenise(text: string): Token[] | Trouble {
  spendReading(text)
  const tokens: Token[] = []
  for (const [, number, command, letters, sign] of text.matchAll(piece)) {
    const token =
      number !== undefined
        ? [{ type: 'number' as const, text: number }]
        : command !== undefined
          ? readCommand(command)
          : letters !== undefined
            ? readLetters(letters)
            : readSign(sign ?? '')
    if ('trouble' in token) return token
    tokens.push(...token)
  }
  return tokens
}

function readCommand(name: string): Token[] | Trouble {
  if (name === 'frac' || name === 'binom') return [{ type: 'pair', name }]
  if (name === 'pi') return [{ type: 'symbol', name: 'pi' }]
  if (greek.has(name)) return [{ type: 'symbol', name }]
  const known = Object.hasOwn(aliases, name) ? aliases[name] : undefined
  return known === undefined ? { trouble: `\\${name} is not understood` } : [{ type: 'function', name: known }]
}

function readLetters(letters: string): Token[] | Trouble {
  const lower = letters.toLowerCase()
  if (lower === 'pi') return [{ type: 'symbol', name: 'pi' }]
  const known = Object.hasOwn(aliases, lower) ? aliases[lower] : undefined
  if (known !== undefined) return [{ type: 'function', name: known }]
  if (lower === 'no' || !productRun.test(letters)) return { trouble: `“${letters.slice(0, 40)}” is a word` }
  return Array.from(letters, (name) => ({ type: 'symbol', name }))
}

function readSign(sign: string): Token[] | Trouble {
  if ('+-*/^_!()[]{}|'.includes(sign)) return [{ type: 'sign', text: sign }]
  return { trouble: `“${sign}” is not understood` }
}
