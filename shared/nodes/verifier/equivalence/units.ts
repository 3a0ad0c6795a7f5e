import { type Expression, wholeNumber } from './expression'
import { meaningsOf } from './unit-table'

export interface Unit {
  /** Such as `length^2` or `length/time`; the unit's own words where it is not in the table. */
  dimension: string
  /** How many base units it is, exactly. */
  scale: Expression
  isKnown: boolean
  /** What the word may mean besides. */
  second?: { dimension: string; scale: Expression } | undefined
  /** A mere `$`, which is often left out, and often put where nothing is meant by it. */
  isDollarSign?: boolean | undefined
}

export interface Quantity {
  value: string
  unit: Unit | undefined
}

const wrapped = /\\(?:text|textbf|textit|mathrm|textrm|mbox|rm)\s*\{\s*([^{}]*?)\s*\}(?:\^\{?([23])\}?)?$/
const degree = /\\degree\s*$/
/** Behind π a single letter is a factor. */
const plain =
  /(?:(?<=[\d)}]\s*)(?<![\d)}])|(?<=(?:\\|\d\s*)pi\s+)(?=[A-Za-z]{2}))((?:(?:sq|square|cubic) )?[A-Za-z]+(?:\s*\/\s*[A-Za-z]+| per [A-Za-z]+)?)(?:\^\{?([23])\}?)?$/
const ordinal = /^\d+\s*(?:\^\s*\{?\s*)?(?:\\(?:text|mathrm|textrm)\s*\{\s*)?(?:st|nd|rd|th)\s*\}{0,2}$/
/** “Units” of no name measure nothing. */
const nameless = /^(?:sq\.? |square |cubic )?units?$/
/** Takes the unit from the end of a quantity; undefined where there is none. In plain text it must be a known one, or a word. */
export function takeUnit(text: string): Quantity | undefined {
  if (degree.test(text)) return { value: text.replace(degree, '').trim(), unit: readUnit('degree') }
  if (ordinal.test(text))
    return { value: /^\d+/.exec(text)?.[0] ?? '', unit: { dimension: 'ordinal', scale: wholeNumber(1), isKnown: true } }
  const found = wrapped.exec(text) ?? plain.exec(text)
  const [whole, words = '', exponent = ''] = found ?? []
  if (whole === undefined || words === '') return undefined
  const value = text.slice(0, -whole.length).trim()
  if (!/\d/.test(value)) return undefined
  if (nameless.test(words.toLowerCase())) return { value, unit: undefined }
  const unit = readUnit(words, exponent)
  const isWrapped = text.endsWith(whole) && whole.startsWith('\\')
  return unit.isKnown || isWrapped || words.length > 3 ? { value, unit } : undefined
}

export function readUnit(words: string, exponent = ''): Unit {
  if (/^rad(?:ian)?s?$/i.test(words)) return { dimension: 'angle', scale: degreesPerRadian, isKnown: true }
  // A capital M is “mega”, whose units are none of the table.
  if (/^M[gGlLmMsS]?$/.test(words)) return { dimension: words, scale: wholeNumber(1), isKnown: false }
  const text = words.toLowerCase().replace(/\.$/, '').replace(/\s+/g, ' ').trim()
  const [over = '', under] = (shorthands[text] ?? text).split(/ ?\/ ?| per /)
  const power = exponent !== '' ? Number(exponent) : /^(?:sq|square) /.test(over) ? 2 : /^cubic /.test(over) ? 3 : 1
  const [top, other] = meaningsOf(over.replace(/^(?:sq|square|cubic) /, ''))
  const [below] = under === undefined ? [] : meaningsOf(under)
  if (top === undefined || (under !== undefined && below === undefined)) {
    return { dimension: text.replace(/s$/, ''), scale: wholeNumber(1), isKnown: false }
  }
  const dimension = `${top.dimension}${power === 1 ? '' : `^${power}`}${below === undefined ? '' : `/${below.dimension}`}`
  const above: Expression = { op: 'power', a: exactly(top.scale), b: wholeNumber(power) }
  const isPlain = other !== undefined && power === 1 && below === undefined
  return {
    dimension,
    scale: { op: 'divide', a: above, b: exactly(below?.scale ?? 1) },
    isKnown: true,
    second: isPlain ? { dimension: other.dimension, scale: exactly(other.scale) } : undefined,
  }
}

const degreesPerRadian: Expression = { op: 'divide', a: wholeNumber(180), b: { op: 'symbol', name: 'pi' } }

const shorthands: Readonly<Record<string, string>> = {
  mph: 'mile/hour',
  kph: 'km/hour',
  kmh: 'km/hour',
  fps: 'feet/second',
}

/** The decimal as it is written in the table. */
function exactly(scale: number): Expression {
  const [whole = '', decimals = ''] = String(scale).split('.')
  return { op: 'number', over: BigInt(whole + decimals), under: 10n ** BigInt(decimals.length) }
}
