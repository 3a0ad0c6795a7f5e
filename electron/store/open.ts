import { closeSync, existsSync, mkdirSync, openSync, readSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { lineOf, SwitchyardError, singleLine } from '../../shared/errors'
import { prepareLate } from './late-statements'
import { type DatabaseLock, lockDatabase } from './lock'
import { APPLICATION_ID, checkVersion, migrate } from './migrate'

export type Db = Database.Database

/**
 * `write` takes the database's lock, so that no two programs run or import into it at once. `read` leaves it as it is and
 * works beside a program that writes; so does `decide`, for the one thing that is written beside another: what a person decides.
 */
export type Access = 'write' | 'read' | 'decide'

export interface OpenOptions {
  file: string
  access: Access
  /** A better-sqlite3 binding for a runtime that its own does not fit. */
  nativeBinding?: string | undefined
}

export interface OpenDatabase {
  db: Db
  close: () => void
}

/** The Node-API that better-sqlite3's shipped binding needs; on an older one it would crash without a word. */
const NAPI_NEEDED = 10
/** A whole check of a larger database, some milliseconds for each megabyte, would keep the user waiting. */
const WHOLE_CHECK_MOST_BYTES = 4 * 1024 * 1024
/** What a larger one is checked for: all else is read through these. */
const tablesChecked = ['facts', 'graph_versions', 'designs', 'design_versions', 'datasets', 'runs']

/** Opens (for `write`, makes) a database; a file that is not ours, empty, damaged or of the future is refused in one line and left as it is. */
export function openDatabase({ file, access, nativeBinding }: OpenOptions): OpenDatabase {
  checkRuntime(nativeBinding)
  if (file !== ':memory:') checkFile(file, access)
  const lock = access === 'write' && file !== ':memory:' ? takeLock(file, nativeBinding) : undefined
  let db: Db | undefined
  try {
    db = connect(file, access, nativeBinding)
    const opened = db
    return {
      db: opened,
      close: () => {
        opened.close()
        lock?.release()
      },
    }
  } catch (error) {
    db?.close()
    lock?.release()
    throw translate(error, file)
  }
}

function takeLock(file: string, nativeBinding: string | undefined): DatabaseLock {
  try {
    return lockDatabase(file, nativeBinding)
  } catch (error) {
    throw translate(error, file)
  }
}

function connect(file: string, access: OpenOptions['access'], nativeBinding: string | undefined): Db {
  const db = new Database(file, {
    ...(nativeBinding ? { nativeBinding } : {}),
    timeout: 5000,
    readonly: access === 'read',
  })
  try {
    checkOwner(db, file)
    checkVersion(db, file, access)
    if (file !== ':memory:') checkHealth(db, file)
    db.pragma('foreign_keys = ON')
    // Money is written here: a committed row survives a power cut.
    db.pragma('synchronous = FULL')
    if (access === 'write') {
      db.pragma('journal_mode = WAL')
      // Pages that one commit after another changes are copied into the database once in 16 MB, not in 4.
      db.pragma('wal_autocheckpoint = 4000')
      migrate(db)
    }
    prepareLate(db)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

function checkRuntime(nativeBinding: string | undefined): void {
  const napi = Number(process.versions.napi)
  if (napi >= NAPI_NEEDED || nativeBinding) return
  throw new SwitchyardError(
    'STORE_RUNTIME',
    `this runtime has Node-API ${napi}; the SQLite binding needs ${NAPI_NEEDED}`,
    {
      hint: 'start by “npm start”, which makes a fitting binding, or use Node 22.14 or newer',
    },
  )
}

function checkFile(file: string, access: OpenOptions['access']): void {
  if (!existsSync(file)) {
    if (access !== 'write')
      throw new SwitchyardError('STORE_UNREADABLE', `there is no database at ${file} yet`, {
        hint: 'import a dataset or start a run first',
      })
    try {
      mkdirSync(dirname(file), { recursive: true })
    } catch (cause) {
      throw new SwitchyardError('STORE_UNREADABLE', `the folder of ${file} cannot be made: ${lineOf(cause)}`, {
        hint: 'use another place',
        cause,
      })
    }
    return
  }
  const { size } = statSync(file)
  if (size === 0) {
    throw new SwitchyardError('STORE_EMPTY', `${file} is empty (0 bytes), so it is no database`, {
      hint: 'move it away to start anew, or put back a copy of the one you had',
    })
  }
  const head = Buffer.alloc(112)
  let handle: number
  try {
    handle = openSync(file, 'r')
  } catch (cause) {
    throw translate(cause, file)
  }
  try {
    readSync(handle, head, 0, head.length, 0)
  } catch (cause) {
    throw translate(cause, file)
  } finally {
    closeSync(handle)
  }
  if (head.toString('latin1', 0, 16) !== 'SQLite format 3\0') throw noDatabase(file)
  if (isOfAnotherProgram(head) && !existsSync(`${file}-lock`) && !existsSync(`${file}-wal`)) throw foreign(file)
}

/**
 * Told from the first page alone, before SQLite or our lock leave a file beside a database that is none of ours: the application's
 * id is at byte 68, the number of tables and indexes at byte 103 (sqlite.org/fileformat2.html, 1.3 and 1.6).
 */
function isOfAnotherProgram(head: Buffer): boolean {
  const applicationId = head.readUInt32BE(68)
  return applicationId !== APPLICATION_ID && (applicationId !== 0 || head.readUInt16BE(103) > 0)
}

function checkOwner(db: Db, file: string): void {
  const applicationId = db.pragma('application_id', { simple: true }) as number
  if (applicationId === APPLICATION_ID) return
  const { tables } = db.prepare('select count(*) as tables from sqlite_master').get() as { tables: number }
  // A database without a table may be one that was being made when the power went.
  if (applicationId === 0 && tables === 0) return
  throw foreign(file)
}

function foreign(file: string): SwitchyardError {
  return new SwitchyardError('STORE_FOREIGN', `${file} is a SQLite database of another program`, {
    hint: 'use another file; nothing was changed',
  })
}

function checkHealth(db: Db, file: string): void {
  const parts = statSync(file).size <= WHOLE_CHECK_MOST_BYTES ? ['1'] : tablesChecked
  for (const part of parts) {
    const verdict = db.pragma(`quick_check(${part})`, { simple: true }) as string
    if (verdict !== 'ok') throw corrupt(file, verdict)
  }
}

const corruptHint = 'put back a copy, or move it away to start anew; nothing was changed'

function corrupt(file: string, detail: string): SwitchyardError {
  return new SwitchyardError('STORE_CORRUPT', `${file} is damaged: ${singleLine(detail, 120)}`, { hint: corruptHint })
}

function noDatabase(file: string): SwitchyardError {
  return new SwitchyardError('STORE_CORRUPT', `${file} is no database: it does not begin like one`, {
    hint: corruptHint,
  })
}

/** SQLite's and the system's errors in our words. */
export function translate(error: unknown, file: string): unknown {
  if (error instanceof SwitchyardError || !(error instanceof Error)) return error
  const code = 'code' in error ? String(error.code) : ''
  if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB')) return corrupt(file, error.message)
  if (code.startsWith('SQLITE_BUSY')) return locked(file)
  if (code === 'SQLITE_FULL' || code === 'ENOSPC') return full(file, error)
  if (code === 'SQLITE_ERROR' && /^no such (table|column)/.test(error.message)) return corrupt(file, error.message)
  if (/^(SQLITE_(CANTOPEN|IOERR|READONLY|PERM)|E(ACCES|ISDIR|PERM|NOENT|ROFS|NOTDIR))/.test(code)) {
    if (isOfAnotherFile(error, file)) return error
    return new SwitchyardError('STORE_UNREADABLE', `${file} cannot be used: ${error.message}`, {
      hint: 'check that it is a file that you may write, and that the disk has room',
      cause: error,
    })
  }
  return error
}

/** The system names the file that it means; that may be a dataset or a sample, and no fault of the database. */
function isOfAnotherFile(error: Error, file: string): boolean {
  const path = 'path' in error && typeof error.path === 'string' ? error.path : undefined
  return path !== undefined && !file.startsWith(path) && !path.startsWith(file)
}

function full(file: string, cause: Error): SwitchyardError {
  return new SwitchyardError('STORE_UNREADABLE', `the disk of ${file} is full`, {
    hint: 'make room and go on; what was stored is safe',
    cause,
  })
}

function locked(file: string): SwitchyardError {
  return new SwitchyardError('STORE_LOCKED', `${file} is in use by another program`, {
    hint: 'close it there and try again',
  })
}
