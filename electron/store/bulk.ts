import type { Db } from './open'

export type Value = string | number | null

/** What becomes of a row whose key is there already; it is an error unless said otherwise. */
type OnConflict = '' | 'replace' | `on conflict${string} do nothing`

/** Beyond this many rows a statement gains nothing more. */
const ROWS_AT_ONCE = 16

/** Rows by position, so many to the statement. */
function rowsOf(columns: number, rows: number): string {
  return Array(rows)
    .fill(`(${Array(columns).fill('?').join(',')})`)
    .join(',')
}

/**
 * Inserts many rows, given one after another in one list of values, by few statements; to be called in a transaction.
 * Crossing into SQLite costs more than the row itself, so a statement takes several rows, its values by position: a third of
 * the time of one row by named values.
 */
export function bulkInsert(
  db: Db,
  into: string,
  columns: number,
  onConflict: OnConflict = '',
): (values: readonly Value[]) => void {
  const [first, last] = onConflict === 'replace' ? ['insert or replace', ''] : ['insert', onConflict]
  const many = db.prepare(`${first} into ${into} values ${rowsOf(columns, ROWS_AT_ONCE)} ${last}`)
  const one = db.prepare(`${first} into ${into} values ${rowsOf(columns, 1)} ${last}`)
  const step = ROWS_AT_ONCE * columns
  return (values) => {
    let at = 0
    for (; at + step <= values.length; at += step) many.run(...values.slice(at, at + step))
    for (; at < values.length; at += columns) one.run(...values.slice(at, at + columns))
  }
}

/** As `bulkInsert`, where a row may be there already: statements of which one row is, and what fills none, are left to `oneByOne`. */
export function hopefulInsert<Row>(
  db: Db,
  into: string,
  columns: number,
  { valuesOf, oneByOne }: { valuesOf: (row: Row) => readonly Value[]; oneByOne: (row: Row) => void },
): (rows: readonly Row[]) => void {
  const many = db.prepare(`insert into ${into} values ${rowsOf(columns, ROWS_AT_ONCE)}`)
  const isNew = (rows: readonly Row[]): boolean => {
    if (rows.length < ROWS_AT_ONCE) return false
    try {
      many.run(...rows.flatMap(valuesOf))
      return true
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'SQLITE_CONSTRAINT_PRIMARYKEY') return false
      throw error
    }
  }
  return (all) => {
    for (let at = 0; at < all.length; at += ROWS_AT_ONCE) {
      const rows = all.slice(at, at + ROWS_AT_ONCE)
      if (!isNew(rows)) for (const row of rows) oneByOne(row)
    }
  }
}
