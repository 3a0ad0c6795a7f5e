import type { Db } from './open'

/** Small things to remember about this database. */
export function factsTable(db: Db) {
  const get = db.prepare<[string], string>('select value from facts where name = ?').pluck()
  const put = db.prepare('insert or replace into facts (name, value) values (?, ?)')
  return {
    get: (name: string): string | undefined => get.get(name),
    put: (name: string, value: string): void => void put.run(name, value),
  }
}
