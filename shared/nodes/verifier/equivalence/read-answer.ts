import { type Answer, plainValue, type RelationAnswer, type Value } from './answer'
import { cleanMath } from './clean-math'
import { readCompound } from './compound'
import { readDigits } from './digits'
import { type Expression, isTrouble, type Trouble } from './expression'
import { readMatrix } from './matrix'
import { takeMoney } from './money'
import { parseExpression } from './parse-expression'
import { readRatio } from './ratio'
import { otherReading } from './slash'
import { insideOf, splitTop } from './split-top'
import { takeUnit } from './units'
import { unwrap } from './unwrap'

/** Characters of one answer or accepted expression. */
export const MOST_CHARACTERS = 2000
const MOST_ITEMS = 20

export function readAnswer(text: string): Answer | Trouble {
  if (text.length > MOST_CHARACTERS) return { trouble: `it is longer than ${MOST_CHARACTERS} characters` }
  const clean = nameFunctions(cleanMath(unwrap(text)))
  return date.test(clean) ? { trouble: 'it may be a date' } : readPart(clean, 0)
}

/** 2020-07-04 is neither 2009 nor 2020-04-07. */
const date = /^(?:\d{4}-\d\d?-\d\d?|\d\d?-\d\d?-\d{4}|\d\d?\/\d\d?\/\d{4})$/

/** “f(x) = …” defines f, and is no product. */
function nameFunctions(text: string): string {
  return text.replace(
    /(?<=^|[,;]\s*|\b(?:and|or)\s*\}?\s*)([fghpqFGHPQ])\s*(\^\s*\{?\s*-1\s*\}?)?\s*\(\s*[A-Za-z0-9]\s*\)\s*(?==)/g,
    (_, name: string, inverse?: string) => `${name}_{${inverse === undefined ? 'f' : 'i'}} `,
  )
}

const listSigns =
  /,?\s*\\text\s*\{,?\s*(?:and|or)\s*\}|,(?:\s*(?:and|or)\s)?|;|\s(?:and|or)\s|\\(?:lor|vee|land|wedge)(?![A-Za-z])/
const everyReal = /^(?:\\reals|(?:the set of )?all real (?:numbers|values)|(?:all )?real numbers)$/
const nothing = /^(?:there (?:is|are) )?no solutions?$/

function readPart(text: string, depth: number): Answer | Trouble {
  if (text === '') return { trouble: 'it is empty' }
  if (depth > 4) return { trouble: 'it is nested too deep' }
  if (everyReal.test(text)) return readPart('(-\\infty,\\infty)', depth)
  if (nothing.test(text.toLowerCase())) return { kind: 'collection', of: 'set', items: [] }
  return (
    readSets(text, depth) ??
    readCompound(text) ??
    readList(text, depth) ??
    readMatrix(text, (part) => readPart(part, depth + 1)) ??
    readBracketed(text, depth) ??
    readNamed(text, depth) ??
    readRatio(text) ??
    readSigned(text, depth) ??
    readChain(text) ??
    readValue(text)
  )
}

/** What is made of sets; a union of sets that list their elements is one such set. */
function readSets(text: string, depth: number): Answer | Trouble | undefined {
  for (const [of, sign] of [
    ['union', /\\cup(?![A-Za-z])/],
    ['difference', /\\setminus(?![A-Za-z])/],
    ['intersection', /\\cap(?![A-Za-z])/],
  ] as const) {
    const { parts } = splitTop(text, sign)
    if (parts.length < 2) continue
    const items = readItems(parts, depth)
    if (isTrouble(items)) return items
    const elements = items.flatMap((item) => (item.kind === 'collection' && item.of === 'set' ? [item.items] : []))
    if (of === 'union' && elements.length === items.length)
      return { kind: 'collection', of: 'set', items: elements.flat() }
    return { kind: 'collection', of, items }
  }
  return undefined
}

function readList(text: string, depth: number): Answer | Trouble | undefined {
  const { parts, separators } = splitTop(text, listSigns)
  if (parts.length < 2) return undefined
  const items = readItems(
    parts.map((part, at) => (at === 0 ? part : part.replace(/^(?:and|or)\s+/, ''))),
    depth,
  )
  if (isTrouble(items)) return items
  const [isOr, isAnd] = [/or|vee/, /and|wedge/].map((word) => separators.some((sign) => word.test(sign)))
  return {
    kind: 'collection',
    of: 'list',
    items: bothSigns(items),
    joined: isOr ? (isAnd ? 'both' : 'or') : isAnd ? 'and' : ',',
  }
}

/** ± stands for both signs. */
function readSigned(text: string, depth: number): Answer | Trouble | undefined {
  if (!/\\(?:pm|mp)(?![A-Za-z])/.test(text)) return undefined
  const items = readItems([withSign(text, '+', '-'), withSign(text, '-', '+')], depth)
  return isTrouble(items) ? items : { kind: 'collection', of: 'list', items, joined: 'or' }
}

/** Among several values ± stands for two more of them. */
function bothSigns(items: readonly Answer[]): Answer[] {
  return items.flatMap((item) =>
    item.kind === 'collection' && item.of === 'list' && item.joined === 'or' ? item.items : [item],
  )
}

function withSign(text: string, plus: string, minus: string): string {
  return text.replace(/\\pm(?![A-Za-z])/g, plus).replace(/\\mp(?![A-Za-z])/g, minus)
}

const setBuilder = /^([A-Za-z])\s*(?:\\in\s*\\reals)?\s*(?::|\||\\mid(?![A-Za-z]))\s*(.*)$/s

function readBracketed(text: string, depth: number): Answer | Trouble | undefined {
  const inside = insideOf(text)
  if (inside === undefined) return undefined
  const { open, inner, close } = inside
  if (inner === '' && open === '{') return { kind: 'collection', of: 'set', items: [] }
  const { parts } = splitTop(inner, /,|;/)
  if (open === '{' && close === '}') {
    const [, name, condition] = setBuilder.exec(inner) ?? []
    if (name !== undefined && condition !== undefined) return readCondition(name, condition, depth)
    // Braces of LaTeX around one value only group; around several they are a set.
    const items = readItems(parts, depth)
    return isTrouble(items) ? items : { kind: 'collection', of: 'set', items: bothSigns(items) }
  }
  if (parts.length < 2) return open === '(' && close === ')' ? readPart(inner, depth + 1) : undefined
  const items = readItems(parts, depth)
  return isTrouble(items) ? items : { kind: 'sequence', open, close, items }
}

/** The set of all x such that a relation holds for x. */
function readCondition(name: string, condition: string, depth: number): Answer | Trouble {
  const met = readPart(condition, depth + 1)
  if (isTrouble(met)) return met
  const relations = met.kind === 'collection' ? met.items : [met]
  const areOfName = relations.every(
    (one) =>
      one.kind === 'relation' && [one.left, one.right].some((side) => side.op === 'symbol' && side.name === name),
  )
  return areOfName ? met : { trouble: 'the condition of a set is not understood' }
}

/** “(x, y) = (1, 2)” is (1, 2), where the names stand in the order of the alphabet. */
function readNamed(text: string, depth: number): Answer | Trouble | undefined {
  const [whole, names = ''] = /^\(([A-Za-z](?:\s*,\s*[A-Za-z]){1,5})\)\s*=\s*(?=\()/.exec(text) ?? []
  if (whole === undefined) return undefined
  const letters = names.split(/\s*,\s*/)
  if (letters.some((letter, at) => at > 0 && letter <= (letters[at - 1] ?? '')))
    return { trouble: 'its names are not in the order of the alphabet' }
  return readPart(text.slice(whole.length), depth + 1)
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

function readChain(text: string): Answer | Trouble | undefined {
  const { parts, separators } = splitTop(text, /\\(?:le|ge|ne)(?![A-Za-z])|[<>=]/)
  if (parts.length < 2) return undefined
  const measured = readMeasured(parts, separators)
  if (measured !== undefined) return measured
  const sides: Expression[] = []
  for (const part of parts) {
    const side = parseExpression(part)
    if (isTrouble(side)) return side
    sides.push(side)
  }
  const others = parts.map(otherReading)
  const items = separators.flatMap((sign, at): RelationAnswer[] => {
    const [left, right] = [sides[at], sides[at + 1]]
    if (left === undefined || right === undefined) return []
    const [otherLeft, otherRight] = [others[at], others[at + 1]]
    const isAmbiguous = otherLeft !== undefined || otherRight !== undefined
    const other = isAmbiguous ? relationOf(sign, otherLeft ?? left, otherRight ?? right) : undefined
    return [{ ...relationOf(sign, left, right), other }]
  })
  const [only] = items
  return only !== undefined && items.length === 1 ? only : { kind: 'collection', of: 'chain', items }
}

function relationOf(sign: string, left: Expression, right: Expression): RelationAnswer {
  if (sign === '=' || sign === '\\ne') return { kind: 'relation', relation: sign === '=' ? '=' : '!=', left, right }
  const relation = sign.startsWith('\\') ? '<=' : '<'
  const isTurned = sign === '>' || sign === '\\ge'
  return { kind: 'relation', relation, left: isTurned ? right : left, right: isTurned ? left : right }
}

/** “x = 30°”: its name is dropped where the other answer has none. */
function readMeasured(parts: readonly string[], separators: readonly string[]): Value | undefined {
  const [name = '', text = '', more] = parts
  if (more !== undefined || separators[0] !== '=' || !/^(?:[A-Za-z]|\\[A-Za-z]+)(?:_\w|_\{\w+\})?$/.test(name))
    return undefined
  const value = readCompound(text) ?? readValue(text)
  if (isTrouble(value) || value.kind !== 'value') return undefined
  return value.unit === undefined && !value.percent && value.base === undefined ? undefined : { ...value, name }
}

const percentSign = /\s*(?:\\?%|(?:\\(?:text|mathrm)\s*\{\s*)?(?:percent|pct)\s*\}?)$/

function readValue(text: string): Value | Trouble {
  const inBase = readDigits(text)
  if (inBase !== undefined) return inBase
  const percent = percentSign.test(text)
  const quantity = percent ? undefined : (takeMoney(text) ?? takeUnit(text))
  const bare = percent ? text.replace(percentSign, '') : (quantity?.value ?? text)
  const value = parseExpression(bare)
  if (isTrouble(value)) return value
  const other = otherReading(bare)
  return {
    ...plainValue(value),
    unit: quantity?.unit,
    percent,
    other: other === undefined ? undefined : plainValue(other),
  }
}
