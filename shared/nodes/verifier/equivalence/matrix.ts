import { type Answer, type Matrix, plainValue, type Sequence } from './answer'
import { type Expression, isTrouble, type Trouble } from './expression'
import { bracketedMatrix } from './matrix-text'
import { parseExpression } from './parse-expression'
import { insideOf, splitTop } from './split-top'

type Read = (text: string) => Answer | Trouble
type Rows = readonly (readonly Answer[])[]

const MOST_ENTRIES = 100
/** A name before it, a factor, the kind, its rows, and perhaps a mark that exchanges rows and columns. */
const pattern =
  /^(?:(?:(?!\\matrix)[^=]){1,30}=\s*)?(.*?)\\matrix\{([a-zA-Z]+)\}\{(.*)\}\s*(\^\s*\{?\s*(?:T|\\top|\\mathrm\s*\{T\}|\\text\s*\{T\}|\\intercal)\s*\}?)?$/s

/** Reads a matrix, or a number times one; undefined where there is none. */
export function readMatrix(text: string, read: Read): Matrix | Trouble | undefined {
  if (!text.includes('\\matrix')) return undefined
  const [, factor = '', kind = '', inner = '', turned] = pattern.exec(bracketedMatrix.exec(text)?.[1] ?? text) ?? []
  const whole = insideOf(`{${inner}}`)
  if (kind === '' || whole === undefined || factor.includes('\\matrix') || inner.includes('\\matrix'))
    return { trouble: 'a matrix stands within an expression' }
  if (kind === 'V') return { trouble: 'double bars around a matrix are not understood' }
  const rows = readRows(inner, read)
  if (isTrouble(rows)) return rows
  const scaled = scale(factor.replace(/\*\s*$/, '').trim(), rows)
  if (isTrouble(scaled)) return scaled
  return { kind: 'matrix', rows: turned === undefined ? scaled : transpose(scaled), inBars: kind === 'v' }
}

function readRows(inner: string, read: Read): Rows | Trouble {
  const texts = splitTop(inner, /\\row(?![A-Za-z])/).parts
  if (texts.at(-1) === '') texts.pop()
  const rows: Answer[][] = []
  for (const text of texts) {
    const row: Answer[] = []
    for (const part of splitTop(text, /&/).parts) {
      const entry = read(part)
      if (isTrouble(entry)) return entry
      row.push(entry)
    }
    rows.push(row)
  }
  const width = rows[0]?.length ?? 0
  if (rows.length * width > MOST_ENTRIES) return { trouble: `it is a matrix of more than ${MOST_ENTRIES} entries` }
  return width > 0 && rows.every((row) => row.length === width) ? rows : { trouble: 'its rows are not of one length' }
}

function scale(factor: string, rows: Rows): Rows | Trouble {
  if (factor === '' || factor === '+') return rows
  const by: Expression | Trouble = factor === '-' ? { op: 'number', over: -1n, under: 1n } : parseExpression(factor)
  if (isTrouble(by)) return by
  const scaled = rows.map((row) =>
    row.flatMap((entry) =>
      entry.kind === 'value' &&
      entry.unit === undefined &&
      !entry.percent &&
      entry.other === undefined &&
      entry.base === undefined
        ? [plainValue({ op: 'multiply', a: by, b: entry.value })]
        : [],
    ),
  )
  const isWhole = scaled.every((row, at) => row.length === rows[at]?.length)
  return isWhole ? scaled : { trouble: 'a matrix of other things than numbers has a factor' }
}

function transpose(rows: Rows): Rows {
  return (rows[0] ?? []).map((_, column) => rows.flatMap((row) => row[column] ?? []))
}

/** The rows that `[[1,2],[3,4]]` means. */
export function rowsOf({ items, open, close }: Sequence): Rows | undefined {
  if (open !== '[' || close !== ']') return undefined
  const rows = items.flatMap((item) => (item.kind === 'sequence' ? [item.items] : []))
  return rows.length === items.length ? rows : undefined
}

/** The determinant of up to four rows, by their first row; undefined for other matrices. */
export function determinantOf(rows: Rows): Expression | undefined {
  const values = rows.map((row) => row.flatMap((entry) => (entry.kind === 'value' ? [entry.value] : [])))
  if (values.length > 4 || values.some((row) => row.length !== values.length)) return undefined
  return minor(values)
}

function minor(rows: readonly (readonly Expression[])[]): Expression | undefined {
  const [first = [], ...below] = rows
  if (below.length === 0) return first[0]
  let sum: Expression | undefined
  for (const [column, entry] of first.entries()) {
    const rest = minor(below.map((row) => row.filter((_, at) => at !== column)))
    if (rest === undefined) return undefined
    const term: Expression = { op: 'multiply', a: entry, b: rest }
    const signed: Expression = column % 2 === 1 ? { op: 'negate', a: term } : term
    sum = sum === undefined ? signed : { op: 'add', a: sum, b: signed }
  }
  return sum
}
