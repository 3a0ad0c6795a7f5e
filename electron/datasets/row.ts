import type { BadRow } from '../../shared/dataset'

/** One row as its file gives it. `values` has no prototype, so a column may have any name, even `__proto__`. */
export interface ValuesRow {
  line: number
  values: Record<string, unknown>
}
export type ReadRow = ValuesRow | BadRow

/** Turns pieces of text into rows, holding no more than one row. */
export interface RowReader {
  push(text: string): Iterable<ReadRow>
  end(): Iterable<ReadRow>
}

export const defaultMaxRowBytes = 4 * 1024 * 1024

/** A record without a prototype, from pairs that may have any name. */
export function valuesFrom(pairs: Iterable<readonly [string, unknown]>): Record<string, unknown> {
  const values: Record<string, unknown> = Object.create(null)
  for (const [name, value] of pairs) values[name] = value
  return values
}

/** `4 MiB`, or the plain count where the limit is not a whole number of MiB. */
function sizeInWords(bytes: number): string {
  const mebibytes = bytes / (1024 * 1024)
  return Number.isInteger(mebibytes) ? `${mebibytes} MiB` : `${bytes} bytes`
}

export function isTooLarge(text: string, maxRowBytes: number): boolean {
  // a character takes at most three bytes for each of its code units
  return text.length * 3 > maxRowBytes && Buffer.byteLength(text) > maxRowBytes
}

export function tooLarge(line: number, maxRowBytes: number): BadRow {
  return { line, reason: `the row is larger than ${sizeInWords(maxRowBytes)}` }
}

const parseWithSource = JSON.parse as (
  text: string,
  reviver: (key: string, value: unknown, context: { source?: string }) => unknown,
) => unknown

/** Whole numbers too long for a double stay what the file says, as text: an answer key must not be rounded. */
function keepLongNumbers(_key: string, value: unknown, context: { source?: string }): unknown {
  const rounded = typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)
  return rounded && /^-?\d+$/.test(context.source ?? '') ? context.source : value
}

function describe(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  return `a ${typeof value}`
}

function parseJson(text: string): unknown {
  try {
    return /\d{16}/.test(text) ? parseWithSource(text, keepLongNumbers) : JSON.parse(text)
  } catch (error) {
    if (!/NaN|Infinity/.test(text)) throw error
    return parseJson(withoutNaN(text))
  }
}

/** Python writes numbers that are none as NaN, which is no JSON: they are unknown. */
function withoutNaN(text: string): string {
  const read = text.replace(/"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/gs, (part) =>
    part.startsWith('"') ? part : 'null',
  )
  if (read === text) throw new SyntaxError('not JSON')
  return read
}

/** One JSON object's text as a row. */
export function rowFromJson(text: string, line: number, maxRowBytes: number): ReadRow {
  if (isTooLarge(text, maxRowBytes)) return tooLarge(line, maxRowBytes)
  let value: unknown
  try {
    value = parseJson(text)
  } catch {
    return { line, reason: 'the row is not valid JSON' }
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { line, reason: `the row is ${describe(value)}, expected an object in { }` }
  }
  return { line, values: valuesFrom(Object.entries(value)) }
}
