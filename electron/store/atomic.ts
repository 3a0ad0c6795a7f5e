import type { Db } from './open'

/** A function that does its work in one transaction, all or nothing; the write lock is taken at once (BEGIN IMMEDIATE). */
export function atomic<Args extends unknown[], Result>(
  db: Db,
  work: (...args: Args) => Result,
): (...args: Args) => Result {
  const transaction = db.transaction(work)
  return (...args) => transaction.immediate(...args)
}
