import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { atomic, atomicSoon } from './atomic'

const FULL = 2

describe('a transaction that does not wait for the disk', () => {
  it('leaves the next ones durable, whether it ends well or not', () => {
    const db = new Database(':memory:')
    db.exec('create table t (n integer unique)')
    db.pragma('synchronous = FULL')
    const level = () => db.pragma('synchronous', { simple: true })
    const levels: unknown[] = []
    const insert = db.prepare('insert into t values (?)')
    const add = atomicSoon(db, (...numbers: number[]) => {
      levels.push(level())
      for (const number of numbers) insert.run(number)
    })
    add(1, 2)
    expect(() => add(3, 1)).toThrow('UNIQUE')
    atomic(db, () => levels.push(level()))()
    expect(levels).toEqual([1, 1, FULL])
    expect(level()).toBe(FULL)
    // All or none.
    expect(db.prepare('select n from t').pluck().all()).toEqual([1, 2])
  })
})
