import { valueAt } from './column-path'

/** A cell that cannot be what its field needs. The message is the bad row's reason. */
export class CellFault extends Error {}

export type Values = Readonly<Record<string, unknown>>

/** The value in a column, or at a path; `null` where there is none. */
export function cellAt(values: Values, column: string | undefined): unknown {
  if (column === undefined) return null
  const value = valueAt(values, column)
  return value === undefined || (typeof value === 'string' && value.trim() === '') ? null : value
}

function shown(value: unknown): string {
  const isPlain = typeof value === 'string' || typeof value === 'number'
  const text = isPlain ? String(value) : (JSON.stringify(value) ?? String(value))
  return text.length <= 40 ? text : `${text.slice(0, 39)}…`
}

function fault(column: string | undefined, value: unknown, expected: string): CellFault {
  return new CellFault(`${column} is ${shown(value)}, expected ${expected}`)
}

/** Text as it stands; numbers and truth values become text. */
export function textAt(values: Values, column: string | undefined): string | null {
  const value = cellAt(values, column)
  if (value === null || typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  throw fault(column, value, 'text')
}

/** Text that must be there. */
export function neededTextAt(values: Values, column: string): string {
  const text = textAt(values, column)
  if (text === null) throw new CellFault(`${column} is empty`)
  return text
}

/** How programs write that there is no number. */
const noNumbers: ReadonlySet<string> = new Set(['nan', 'null', 'none', 'na', 'n/a', '-', '–', '—'])

function isNoNumber(value: unknown): boolean {
  return typeof value === 'string' && noNumbers.has(value.trim().toLowerCase())
}

/** The value of a column that holds numbers or grades; `null` where there is none. */
export function numericCellAt(values: Values, column: string | undefined): unknown {
  const value = cellAt(values, column)
  return isNoNumber(value) ? null : value
}

function numberFrom(value: unknown): number | undefined {
  const number = typeof value === 'string' ? numberIn(value.trim()) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}

function numberIn(text: string): number | undefined {
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return Number(text)
  return isDecimalComma(text) ? Number(text.replace(',', '.')) : undefined
}

/** A comma is a decimal one only where it cannot part thousands: 1,234 could be either. */
function isDecimalComma(text: string): boolean {
  return /^[+-]?\d+,\d+$/.test(text) && !mayPartThousands.test(text)
}

const mayPartThousands = /^[+-]?[1-9]\d{0,2},\d{3}$/

/** What a value tells of the commas in its column: that they are decimal ones, that they are none, or nothing. */
export function decimalCommaIn(value: unknown): boolean | undefined {
  if (typeof value !== 'string') return undefined
  const text = value.trim().replace(/%$/, '').trimEnd()
  if (isDecimalComma(text)) return true
  return /\d\.\d|,\d+,/.test(text) ? false : undefined
}

/** The values with points for the commas that could part thousands, in columns where others show that they are decimal ones. */
export function withDecimalPoints(values: Values, columns: readonly string[]): Values {
  const plain: Record<string, unknown> = { ...values }
  for (const column of columns) {
    const value = plain[column]
    if (typeof value === 'string' && mayPartThousands.test(value.trim())) plain[column] = value.replace(',', '.')
  }
  return plain
}

/** A number that may be written in percent, where it says so. */
function shareFrom(value: unknown): number | undefined {
  const [, percent] = typeof value === 'string' ? (/^(.*)%$/s.exec(value.trim()) ?? []) : []
  if (percent === undefined) return numberFrom(value)
  const number = numberFrom(percent)
  return number === undefined ? undefined : withExponent(number, -2)
}

/** A number of 0 or more. */
export function amountAt(values: Values, column: string | undefined): number | null {
  const value = numericCellAt(values, column)
  if (value === null) return null
  const number = numberFrom(typeof value === 'string' ? value.trim().replace(/^\$\s*/, '') : value)
  if (number === undefined || number < 0) throw fault(column, value, 'a number of 0 or more')
  return number
}

/** Moves the decimal point instead of multiplying: 1.005 s is 1005 ms, not 1004.9999999999999. */
function withExponent(number: number, more: number): number {
  const [digits, exponent = '0'] = String(number).split('e')
  return Number(`${digits}e${Number(exponent) + more}`)
}

/** Seconds of 0 or more, as milliseconds. */
export function secondsAsMsAt(values: Values, column: string | undefined): number | null {
  const seconds = amountAt(values, column)
  if (seconds === null) return null
  const ms = withExponent(seconds, 3)
  if (!Number.isFinite(ms)) throw fault(column, seconds, 'a number of seconds')
  return ms
}

/** `1,234` without its comma: where only whole numbers can be, it parts thousands. */
function withoutGroups(value: unknown): unknown {
  return typeof value === 'string' && /^\s*[1-9]\d{0,2}(,\d{3})+\s*$/.test(value) ? value.replaceAll(',', '') : value
}

function countFrom(value: unknown): number | undefined {
  const number = numberFrom(withoutGroups(value))
  return number === undefined || number < 0 || !Number.isSafeInteger(number) ? undefined : number
}

/** Whether a value could be a whole number of 0 or more, or the lack of one. */
export function isCount(value: unknown): boolean {
  return isNoNumber(value) || countFrom(value) !== undefined
}

/** A whole number of 0 or more. */
export function countAt(values: Values, column: string | undefined): number | null {
  const value = numericCellAt(values, column)
  if (value === null) return null
  const count = countFrom(value)
  if (count === undefined) throw fault(column, value, 'a whole number of 0 or more')
  return count
}

/** A number from 0 to 1. A percentage without its sign is not guessed at: 1 could be either. */
export function shareAt(values: Values, column: string | undefined): number | null {
  const value = numericCellAt(values, column)
  if (value === null) return null
  const number = shareFrom(value)
  if (number === undefined || number < 0 || number > 1) throw fault(column, value, 'a number from 0 to 1')
  return number
}

const scoresByWord: ReadonlyMap<string, number> = new Map([
  ...['true', 'yes', 'y', 't', 'correct', 'right', 'pass', 'passed'].map((word) => [word, 1] as const),
  ...['false', 'no', 'n', 'f', 'incorrect', 'wrong', 'fail', 'failed'].map((word) => [word, 0] as const),
])

function scoreFrom(value: unknown): number | undefined {
  const word = typeof value === 'string' || typeof value === 'boolean' ? String(value).trim().toLowerCase() : ''
  const number = scoresByWord.get(word) ?? shareFrom(value)
  return number === undefined || number < 0 || number > 1 ? undefined : number
}

/** Whether a value could be a grade, or the lack of one. */
export function isScore(value: unknown): boolean {
  return isNoNumber(value) || scoreFrom(value) !== undefined
}

/** A grade: true or false, yes or no, or a score from 0 to 1. */
export function scoreAt(values: Values, column: string | undefined): number | null {
  const value = numericCellAt(values, column)
  if (value === null) return null
  const score = scoreFrom(value)
  if (score === undefined) throw fault(column, value, 'true, false, yes, no or a number from 0 to 1')
  return score
}
