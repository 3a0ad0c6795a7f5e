import type { Db } from './open'

/** A function that does its work in one transaction, all or nothing; the write lock is taken at once (BEGIN IMMEDIATE). */
export function atomic<Args extends unknown[], Result>(
  db: Db,
  work: (...args: Args) => Result,
): (...args: Args) => Result {
  const transaction = db.transaction(work)
  return (...args) => transaction.immediate(...args)
}

/**
 * As `atomic`, for what can be made again: the disk is not waited for, so a power cut may take the newest of it back. The death of
 * the program takes nothing, and what is committed durably afterwards makes this durable too.
 */
export function atomicSoon<Args extends unknown[], Result>(
  db: Db,
  work: (...args: Args) => Result,
): (...args: Args) => Result {
  const transaction = db.transaction(work)
  return (...args) => {
    db.exec('pragma synchronous = NORMAL')
    try {
      return transaction.immediate(...args)
    } finally {
      db.exec('pragma synchronous = FULL')
    }
  }
}
