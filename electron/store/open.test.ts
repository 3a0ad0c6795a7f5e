import { execFileSync } from 'node:child_process'
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { SwitchyardError } from '../../shared/errors'
import { APPLICATION_ID, STORE_VERSION } from './migrate'
import { translate } from './open'
import { openStore } from './store'
import { addRun, importRows, problemRow, resultRow, temporaryFile, temporaryStore } from './store.fixture'

function refusal(file: string, access: 'read' | 'write' = 'write'): SwitchyardError {
  try {
    openStore({ file, access }).close()
  } catch (error) {
    if (error instanceof SwitchyardError) return error
    throw error
  }
  throw new Error('it was opened')
}

/** A closed, healthy database with some pages in it. */
function madeDatabase({ questionBytes = 200 } = {}): string {
  const file = temporaryFile()
  const store = openStore({ file, access: 'write' })
  importRows(
    store,
    Array.from({ length: 500 }, (_, n) => [
      problemRow(`p${n}`, { question: `q${n} `.padEnd(questionBytes, '?') }),
      null,
    ]),
  )
  store.close()
  return file
}

describe('a new database', () => {
  it('is ours, of the present version, in WAL with full synchronisation', () => {
    const file = temporaryFile()
    openStore({ file, access: 'write' }).close()
    const db = new Database(file)
    expect(db.pragma('application_id', { simple: true })).toBe(APPLICATION_ID)
    expect(db.pragma('user_version', { simple: true })).toBe(STORE_VERSION)
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal')
    db.close()
  })

  it('is made with its folder', () => {
    const file = temporaryFile('a/b/c.db')
    openStore({ file, access: 'write' }).close()
    expect(existsSync(file)).toBe(true)
  })
})

describe('refused in one line, and left as it is', () => {
  it('a database of the future', () => {
    const file = madeDatabase()
    const db = new Database(file)
    db.pragma(`user_version = ${STORE_VERSION + 1}`)
    db.close()
    const before = readFileSync(file)
    expect(refusal(file).code).toBe('STORE_NEWER')
    expect(refusal(file).line).toContain(`version ${STORE_VERSION + 1}`)
    expect(readFileSync(file)).toEqual(before)
  })

  it('a file of no bytes', () => {
    const file = temporaryFile()
    writeFileSync(file, '')
    expect(refusal(file).code).toBe('STORE_EMPTY')
    expect(readFileSync(file)).toHaveLength(0)
  })

  it('a file that is no database', () => {
    const file = temporaryFile()
    writeFileSync(file, 'these are my notes, please keep them '.repeat(200))
    expect(refusal(file).code).toBe('STORE_CORRUPT')
    expect(readFileSync(file, 'utf8')).toContain('please keep them')
  })

  it('a database of another program', () => {
    const file = temporaryFile()
    const db = new Database(file)
    db.exec('create table recipes (name text)')
    db.close()
    expect(refusal(file).code).toBe('STORE_FOREIGN')
    expect(readdirSync(dirname(file))).toEqual([basename(file)])
  })

  it('a database that another program has open', () => {
    const file = temporaryFile()
    const db = new Database(file)
    db.pragma('journal_mode = wal')
    db.exec('create table recipes (name text)')
    expect(refusal(file).code).toBe('STORE_FOREIGN')
    db.close()
    expect(refusal(file).code).toBe('STORE_FOREIGN')
  })

  it('a database cut short', () => {
    const file = madeDatabase()
    truncateSync(file, 20_000)
    expect(refusal(file).code).toBe('STORE_CORRUPT')
  })

  it('a database with a damaged page', () => {
    const file = madeDatabase()
    const handle = openSync(file, 'r+')
    writeSync(handle, Buffer.alloc(4096, 0xa5), 0, 4096, 8 * 4096)
    closeSync(handle)
    expect(refusal(file).code).toBe('STORE_CORRUPT')
  })

  it('a large database whose table of runs is damaged', () => {
    const file = madeDatabase({ questionBytes: 10_000 })
    const db = new Database(file)
    const page = db.prepare(`select rootpage from sqlite_master where name = 'runs'`).pluck().get() as number
    db.close()
    const handle = openSync(file, 'r+')
    writeSync(handle, Buffer.alloc(4096, 0xa5), 0, 4096, (page - 1) * 4096)
    closeSync(handle)
    expect(refusal(file).code).toBe('STORE_CORRUPT')
  })

  it('a folder', () => {
    const file = temporaryFile()
    mkdirSync(file)
    expect(refusal(file).code).toBe('STORE_UNREADABLE')
  })

  it('a database that is not there, for reading', () => {
    const file = temporaryFile()
    expect(refusal(file, 'read').code).toBe('STORE_UNREADABLE')
    expect(existsSync(file)).toBe(false)
  })
})

describe('two programs on one database', () => {
  it('the second is told who has it', () => {
    const { file } = temporaryStore()
    const error = refusal(file)
    expect(error.code).toBe('STORE_LOCKED')
    expect(error.line).toContain(`process ${process.pid}`)
  })

  it('the second may read meanwhile', () => {
    const store = temporaryStore()
    importRows(store, [[problemRow('p0'), null]])
    expect(temporaryStore({ file: store.file, access: 'read' }).datasets.list()).toHaveLength(1)
  })

  it('the next gets it as soon as the first has closed', () => {
    const file = temporaryFile()
    openStore({ file, access: 'write' }).close()
    openStore({ file, access: 'write' }).close()
  })

  it('a program that was killed does not keep it', () => {
    const file = temporaryFile()
    openStore({ file, access: 'write' }).close()
    const holdAndDie = `
      const Database = require('better-sqlite3')
      const db = new Database(${JSON.stringify(`${file}-lock`)})
      db.exec('begin immediate')
      process.kill(process.pid, 'SIGKILL')`
    expect(() => execFileSync(process.execPath, ['-e', holdAndDie], { cwd: dirname(import.meta.dirname) })).toThrow(
      'SIGKILL',
    )
    openStore({ file, access: 'write' }).close()
  })
})

it('finds a run whose program ended before it did interrupted', () => {
  const file = temporaryFile()
  const first = openStore({ file, access: 'write' })
  const id = addRun(first)
  first.results.append(id, [resultRow(0)])
  first.close()
  expect(temporaryStore({ file }).runs.get(id)).toMatchObject({ status: 'interrupted', finished: 1 })
})

it('brings a database of the first version up with all that is in it', () => {
  const file = temporaryFile()
  const old = new Database(file)
  old.exec(readFileSync(join(import.meta.dirname, 'migrations/001-first.sql'), 'utf8'))
  old.pragma(`application_id = ${APPLICATION_ID}`)
  old.pragma('user_version = 1')
  old.exec("insert into graph_versions values ('h', '{}', 1)")
  old.exec("insert into designs values ('d', 'Old design', 'h', 1, 1)")
  old.exec("insert into design_versions values ('d', 1, 'h', 1)")
  fillFirstVersion(old)
  old.close()
  expect(refusal(file, 'read').code).toBe('STORE_UNREADABLE')
  const store = temporaryStore({ file })
  expect(store.designs.list()).toMatchObject([{ id: 'd', name: 'Old design', versions: 1 }])
  expect(store.designs.remove('d')).toBe(true)
  expect(store.results.page('r', 0, 10)).toMatchObject([
    {
      answer: '18',
      usd: 0.5,
      steps: [
        ['in', 'problem', 'entered'],
        ['ask', null, 'failed: “no” answer'],
      ],
    },
  ])
  const { usd, billedUsd, savedUsd } = store.evidence.columns('r', 1)
  expect([...usd, ...billedUsd, ...savedUsd]).toEqual([0.5, 0, 0.5])
  expect(store.runs.callFigures('r').nodes()).toMatchObject({ ask: { usd: 0.5, p95Ms: 900 } })
  expect(store.runs.traffic('r')).toEqual({ visits: { in: 1, ask: 1 }, exits: { 'in.problem': 1 } })
  expect([...store.results.remembered('r')]).toEqual([
    { storage: 'memory', namespace: 'n', key: 'k', answer: '18', confidence: 0.8, score: 1, usd: null, writtenAt: 5 },
  ])
  expect(store.results.findCached('n', 'k2')).toMatchObject({ answer: 'kept', usd: null })
  expect(store.outcomes.find(1, 'p', 'm', '', 0)).toMatchObject({ answer: '18', usd: 0.5, meanLogprob: null })
})

/** A run with a result, a call, a cached answer and an outcome, as the first version stored them. */
function fillFirstVersion(old: Database.Database): void {
  const steps = JSON.stringify([
    ['in', 'problem', 'entered'],
    ['ask', null, 'failed: “no” answer'],
  ])
  const kept = { storage: 'memory', namespace: 'n', key: 'k', answer: '18', confidence: 0.8, score: 1, writtenAt: 5 }
  old.exec("insert into datasets values (1, 'd', 1)")
  old.exec("insert into problems values (1, 0, 'p', 'q', '18', null, null, null)")
  old.exec("insert into outcomes values (1, 'p', 'm', 0, '18', 0.8, 1, 10, 20, 0.5, 900)")
  old.exec("insert into runs values ('r', 'a run', 'd', 'g', 'h', 1, 'recorded', 7, 1, 1, 'done', null, 1, 2)")
  old
    .prepare("insert into results values ('r', 0, 'p', 'correct', 'recorded', '18', 0.8, null, 0.5, 900, 0, ?, ?)")
    .run(steps, JSON.stringify([kept]))
  old.exec("insert into calls values ('r', 0, 0, 'ask', 'fast', 'recorded', 'm', 0, 10, 20, 0.5, 900, '18', 0.8, null)")
  old.exec("insert into cache_entries values ('n', 'k2', 'kept', null, null, 1)")
}

it('is not blamed for a file that is another one', () => {
  const file = temporaryFile()
  const missing = Object.assign(new Error('ENOENT: no such file'), { code: 'ENOENT', path: '/elsewhere/data.jsonl' })
  expect(translate(missing, file)).toBe(missing)
  expect(translate(Object.assign(missing, { path: `${file}-wal` }), file)).toMatchObject({ code: 'STORE_UNREADABLE' })
})
