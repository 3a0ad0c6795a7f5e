import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Databases } from './databases'

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'switchyard-databases-'))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

test('the usual database is opened until another one is, which the next start opens too', () => {
  const databases = new Databases(home)
  expect(databases.current).toBe(databases.usual)
  databases.use('/team.db')
  expect(new Databases(home).current).toBe('/team.db')
  databases.use(databases.usual)
  expect(new Databases(home).current).toBe(databases.usual)
})

test('those that were open before are listed, the newest first, without the one that is open', () => {
  const databases = new Databases(home)
  for (const file of ['/a.db', '/b.db', '/a.db', '/c.db']) databases.use(file)
  expect(databases.recent).toEqual(['/a.db', '/b.db'])
  databases.use(databases.usual)
  expect(databases.recent).toEqual(['/c.db', '/a.db', '/b.db'])
  databases.forget('/a.db')
  expect(new Databases(home).recent).toEqual(['/c.db', '/b.db'])
})

test('a list that is cleared leaves the open database open', () => {
  const databases = new Databases(home)
  databases.use('/a.db')
  databases.clear()
  expect([databases.current, databases.recent]).toEqual(['/a.db', []])
})

test('a file has one name, however it is reached', () => {
  const databases = new Databases(home)
  writeFileSync(databases.usual, '')
  symlinkSync(databases.usual, join(home, 'link.db'))
  expect(databases.nameOf(join(home, 'link.db'))).toBe(databases.usual)
  expect(databases.nameOf('/not/there.db')).toBe('/not/there.db')
})

test.each(['not JSON', '[]', '{"file": "", "recent": []}'])('what cannot be read (%s) chooses nothing', (text) => {
  writeFileSync(join(home, 'databases.json'), text)
  const databases = new Databases(home)
  expect([databases.current, databases.recent]).toEqual([databases.usual, []])
})
