import { cleanMath, unwrap } from './clean-math'
import { type Expression, isTrouble, type Trouble } from './expression'
import { parseExpression } from './parse-expression'
import { insideOf, splitTop } from './split-top'
import { takeUnit, type Unit } from './units'

/** Characters of one answer or accepted expression. */
export const MOST_CHARACTERS = 2000
const MOST_ITEMS = 20

export type Relation = '=' | '<' | '<='

/** What an answer is. */
export type Answer =
  | { kind: 'value'; value: Expression; unit: Unit | undefined; percent: boolean }
  /** `left relation right`; a longer chain is a collection of these. */
  | { kind: 'relation'; relation: Relation; left: Expression; right: Expression }
  /** In brackets, where ends and order matter: a tuple, an interval, a list. */
  | { kind: 'sequence'; open: string; close: string; items: readonly Answer[] }
  /** Without order: a set, the parts of a union, the solutions of an equation, all of several relations. */
  | { kind: 'collection'; of: 'set' | 'union' | 'list' | 'chain'; items: readonly Answer[] }

export function readAnswer(text: string): Answer | Trouble {
  if (text.length > MOST_CHARACTERS) return { trouble: `it is longer than ${MOST_CHARACTERS} characters` }
  return readPart(cleanMath(unwrap(text)), 0)
}

function readPart(text: string, depth: number): Answer | Trouble {
  if (text === '') return { trouble: 'it is empty' }
  if (depth > 4) return { trouble: 'it is nested too deep' }
  const union = splitTop(text, /\\cup(?![A-Za-z])/)
  if (union.parts.length > 1) return readAll('union', union.parts, depth)
  const list = splitTop(
    text,
    /,(?:\s*(?:and|or)\s)?|;|\s(?:and|or)\s|\\(?:lor|vee)(?![A-Za-z])|\\text\{,?\s*(?:and|or)\s*\}/,
  )
  if (list.parts.length > 1)
    return readAll(
      'list',
      list.parts.map((part) => inheritLeft(list.parts[0] ?? '', part)),
      depth,
    )
  const inside = insideOf(text)
  const bracketed = inside === undefined ? undefined : readBracketed(inside, depth)
  if (bracketed !== undefined) return bracketed
  if (/\\(?:pm|mp)(?![A-Za-z])/.test(text))
    return readAll('list', [withSign(text, '+', '-'), withSign(text, '-', '+')], depth)
  const chain = splitTop(text, /\\(?:le|ge)(?![A-Za-z])|[<>=]/)
  return chain.parts.length > 1 ? readChain(chain.parts, chain.separators) : readValue(text)
}

/** “x = 1, 2” means x = 1 and x = 2: left as it is, since a lone “x =” is dropped where values are compared. */
function inheritLeft(first: string, part: string): string {
  return part === first ? first : part.replace(/^(?:and|or)\s+/, '')
}

function withSign(text: string, plus: string, minus: string): string {
  return text.replace(/\\pm(?![A-Za-z])/g, plus).replace(/\\mp(?![A-Za-z])/g, minus)
}

function readBracketed(
  { open, inner, close }: { open: string; inner: string; close: string },
  depth: number,
): Answer | Trouble | undefined {
  if (inner === '' && open === '{') return { kind: 'collection', of: 'set', items: [] }
  const { parts } = splitTop(inner, /,|;/)
  if (open === '{' && close === '}') {
    // Braces of LaTeX around one value only group; around several they are a set.
    return readAll('set', parts, depth)
  }
  if (parts.length < 2) return open === '(' && close === ')' ? readPart(inner, depth + 1) : undefined
  const items = readItems(parts, depth)
  return isTrouble(items) ? items : { kind: 'sequence', open, close, items }
}

function readAll(of: 'set' | 'union' | 'list', parts: readonly string[], depth: number): Answer | Trouble {
  const items = readItems(parts, depth)
  return isTrouble(items) ? items : { kind: 'collection', of, items }
}

function readItems(parts: readonly string[], depth: number): Answer[] | Trouble {
  if (parts.length > MOST_ITEMS) return { trouble: `it has more than ${MOST_ITEMS} parts` }
  const items: Answer[] = []
  for (const part of parts) {
    const item = readPart(part, depth + 1)
    if (isTrouble(item)) return item
    items.push(item)
  }
  return items
}

function readChain(parts: readonly string[], signs: readonly string[]): Answer | Trouble {
  const sides: Expression[] = []
  for (const part of parts) {
    const side = parseExpression(part)
    if (isTrouble(side)) return side
    sides.push(side)
  }
  const items = signs.flatMap((sign, at): Answer[] => {
    const [left, right] = [sides[at], sides[at + 1]]
    if (left === undefined || right === undefined) return []
    if (sign === '=') return [{ kind: 'relation', relation: '=', left, right }]
    const relation = sign.startsWith('\\') ? '<=' : '<'
    const isTurned = sign === '>' || sign === '\\ge'
    return [{ kind: 'relation', relation, left: isTurned ? right : left, right: isTurned ? left : right }]
  })
  const [only] = items
  return only !== undefined && items.length === 1 ? only : { kind: 'collection', of: 'chain', items }
}

function readValue(text: string): Answer | Trouble {
  const bare = text.replace(/^([+-]?)\s*\\?\$\s*(?=[\d.])/, '$1')
  const percent = /\\?%$/.test(bare)
  const quantity = takeUnit(bare)
  const value = parseExpression(percent ? bare.replace(/\\?%$/, '') : (quantity?.value ?? bare))
  return isTrouble(value) ? value : { kind: 'value', value, unit: quantity?.unit, percent }
}
