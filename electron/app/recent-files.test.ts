import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { RecentFiles } from './recent-files'

let folder: string
let told: (readonly string[])[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'switchyard-recent-'))
  told = []
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const recent = () => new RecentFiles(join(folder, 'recent.json'), (paths) => told.push(paths))

test('the newest comes first, each once, ten at most', () => {
  const files = recent()
  for (const path of ['/a', '/b', '/a']) files.add(path)
  expect(files.list()).toEqual(['/a', '/b'])
  for (let n = 0; n < 20; n += 1) files.add(`/${n}`)
  expect(files.list()).toHaveLength(10)
  expect(files.list()[0]).toBe('/19')
})

test('the next start knows them, and each change is told', () => {
  recent().add('/a')
  expect(recent().list()).toEqual(['/a'])
  recent().clear()
  expect(recent().list()).toEqual([])
  expect(told).toEqual([['/a'], []])
})

test.each(['not JSON', '{"a": 1}', '[1, 2]', '[""]'])('a list that cannot be read (%s) is an empty one', (text) => {
  writeFileSync(join(folder, 'recent.json'), text)
  expect(recent().list()).toEqual([])
})
