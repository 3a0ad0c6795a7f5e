import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { prepareLate } from './late-statements'

describe('a statement that is prepared late', () => {
  it('is compiled when it is first used, and has the shape that it was given before', () => {
    const db = new Database(':memory:')
    prepareLate(db)
    const add = db.prepare<[string, number]>('insert into things values (?, ?)')
    const whole = db.prepare<[], { name: string; size: number }>('select * from things order by size')
    const names = db.prepare<[], string>('select name from things order by size').pluck()
    const rows = db.prepare<[], [string, number]>('select * from things order by size').raw()
    // None of them could have been compiled before there is a table.
    db.exec('create table things (name text, size integer) strict')
    expect([add.run('b', 2).changes, add.run('a', 1).changes]).toEqual([1, 1])
    expect([whole.get(), ...whole.iterate()]).toEqual([
      { name: 'a', size: 1 },
      { name: 'a', size: 1 },
      { name: 'b', size: 2 },
    ])
    expect([names.all(), names.all()]).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ])
    expect(rows.get()).toEqual(['a', 1])
  })

  it('says what is wrong with it each time it is used', () => {
    const db = new Database(':memory:')
    prepareLate(db)
    const broken = db.prepare('select * from nowhere')
    expect(() => broken.all()).toThrow('no such table: nowhere')
    expect(() => broken.get()).toThrow('no such table: nowhere')
  })
})
