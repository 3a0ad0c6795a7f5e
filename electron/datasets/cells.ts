/** A cell that cannot be what its field needs. The message is the bad row's reason. */
export class CellFault extends Error {}

export type Values = Readonly<Record<string, unknown>>

/** The value in a column; `null` where there is none. An own property only: a column may be called `constructor`. */
export function cellAt(values: Values, column: string | undefined): unknown {
  if (column === undefined || !Object.hasOwn(values, column)) return null
  const value = values[column]
  return value === undefined || (typeof value === 'string' && value.trim() === '') ? null : value
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))
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

function numberFrom(value: unknown): number | undefined {
  const number =
    typeof value === 'string' && /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value.trim()) ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}

/** A number of 0 or more. */
export function amountAt(values: Values, column: string | undefined): number | null {
  const value = cellAt(values, column)
  if (value === null) return null
  const number = numberFrom(value)
  if (number === undefined || number < 0) throw fault(column, value, 'a number of 0 or more')
  return number
}

/** A whole number of 0 or more. */
export function countAt(values: Values, column: string | undefined): number | null {
  const value = cellAt(values, column)
  if (value === null) return null
  const number = numberFrom(value)
  if (number === undefined || number < 0 || !Number.isSafeInteger(number)) {
    throw fault(column, value, 'a whole number of 0 or more')
  }
  return number
}

/** A number from 0 to 1. A percentage is not guessed at: 1 could be either. */
export function shareAt(values: Values, column: string | undefined): number | null {
  const value = cellAt(values, column)
  if (value === null) return null
  const number = numberFrom(value)
  if (number === undefined || number < 0 || number > 1) throw fault(column, value, 'a number from 0 to 1')
  return number
}

const scoresByWord: ReadonlyMap<string, number> = new Map([
  ['true', 1],
  ['yes', 1],
  ['false', 0],
  ['no', 0],
])

/** A grade: true or false, yes or no, or a score from 0 to 1. */
export function scoreAt(values: Values, column: string | undefined): number | null {
  const value = cellAt(values, column)
  if (value === null) return null
  const word = typeof value === 'string' || typeof value === 'boolean' ? String(value).trim().toLowerCase() : ''
  const number = scoresByWord.get(word) ?? numberFrom(value)
  if (number === undefined || number < 0 || number > 1) {
    throw fault(column, value, 'true, false, yes, no or a number from 0 to 1')
  }
  return number
}
