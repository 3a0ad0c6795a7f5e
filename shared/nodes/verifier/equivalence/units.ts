import { type Expression, wholeNumber } from './expression'

/** How many of the base unit of its dimension one unit is. */
const scales: readonly [dimension: string, base: Readonly<Record<string, number>>][] = [
  [
    'length',
    {
      m: 1,
      meter: 1,
      metre: 1,
      km: 1000,
      kilometer: 1000,
      kilometre: 1000,
      cm: 0.01,
      centimeter: 0.01,
      centimetre: 0.01,
      mm: 0.001,
      millimeter: 0.001,
      millimetre: 0.001,
      in: 0.0254,
      inch: 0.0254,
      inche: 0.0254,
      ft: 0.3048,
      foot: 0.3048,
      feet: 0.3048,
      yd: 0.9144,
      yard: 0.9144,
      mi: 1609.344,
      mile: 1609.344,
    },
  ],
  [
    'mass',
    {
      g: 1,
      gram: 1,
      kg: 1000,
      kilogram: 1000,
      mg: 0.001,
      milligram: 0.001,
      tonne: 1e6,
      lb: 453.59237,
      pound: 453.59237,
      oz: 28.349523125,
      ounce: 28.349523125,
    },
  ],
  [
    'time',
    {
      s: 1,
      sec: 1,
      second: 1,
      ms: 0.001,
      millisecond: 0.001,
      min: 60,
      minute: 60,
      h: 3600,
      hr: 3600,
      hour: 3600,
      day: 86400,
      week: 604800,
    },
  ],
  ['volume', { l: 1, liter: 1, litre: 1, ml: 0.001, milliliter: 0.001, millilitre: 0.001 }],
  ['angle', { degree: 1, deg: 1 }],
  ['money', { dollar: 1, usd: 1, cent: 0.01 }],
]

const known = new Map(
  scales.flatMap(([dimension, units]) => Object.entries(units).map(([unit, scale]) => [unit, { dimension, scale }])),
)

export interface Unit {
  /** Such as `length^2` or `length/time`; the unit's own words where it is not in the table. */
  dimension: string
  /** How many base units it is, exactly. */
  scale: Expression
  isKnown: boolean
}

const wrapped = /\\(?:text|mathrm|textrm|mbox|rm)\s*\{\s*([^{}]*?)\s*\}(?:\^\{?([23])\}?)?$/
const degree = /\\degree\s*$/
const plain =
  /(?<=[\d)}]\s*)(?<![\d)}])((?:(?:sq|square|cubic) )?[A-Za-z]+(?:\s*\/\s*[A-Za-z]+| per [A-Za-z]+)?)(?:\^\{?([23])\}?)?$/

/** Takes the unit from the end of a quantity; undefined where there is none. In plain text it must be a known one, or a word. */
export function takeUnit(text: string): { value: string; unit: Unit } | undefined {
  if (degree.test(text)) return { value: text.replace(degree, '').trim(), unit: readUnit('degree', '') }
  const found = wrapped.exec(text) ?? plain.exec(text)
  const [whole, words = '', exponent = ''] = found ?? []
  if (whole === undefined || words === '') return undefined
  const value = text.slice(0, -whole.length).trim()
  if (!/\d/.test(value)) return undefined
  const unit = readUnit(words, exponent)
  const isWrapped = text.endsWith(whole) && whole.startsWith('\\')
  return unit.isKnown || isWrapped || words.length > 3 ? { value, unit } : undefined
}

function readUnit(words: string, exponent: string): Unit {
  const text = words.toLowerCase().replace(/\.$/, '').replace(/\s+/g, ' ').trim()
  const [over = '', under] = text.split(/ ?\/ ?| per /)
  const power = exponent !== '' ? Number(exponent) : /^(?:sq|square) /.test(over) ? 2 : /^cubic /.test(over) ? 3 : 1
  const top = findUnit(over.replace(/^(?:sq|square|cubic) /, ''))
  const below = under === undefined ? undefined : findUnit(under)
  if (top === undefined || (under !== undefined && below === undefined)) {
    return { dimension: text.replace(/s$/, ''), scale: wholeNumber(1), isKnown: false }
  }
  const dimension = `${top.dimension}${power === 1 ? '' : `^${power}`}${below === undefined ? '' : `/${below.dimension}`}`
  const above: Expression = { op: 'power', a: exactly(top.scale), b: wholeNumber(power) }
  return { dimension, scale: { op: 'divide', a: above, b: exactly(below?.scale ?? 1) }, isKnown: true }
}

/** The decimal as it is written in the table. */
function exactly(scale: number): Expression {
  const [whole = '', decimals = ''] = String(scale).split('.')
  return { op: 'number', over: BigInt(whole + decimals), under: 10n ** BigInt(decimals.length) }
}

function findUnit(word: string): { dimension: string; scale: number } | undefined {
  return known.get(word) ?? known.get(word.replace(/s$/, ''))
}
