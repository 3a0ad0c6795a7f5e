import { existsSync } from 'node:fs'
import Database from 'better-sqlite3'
import { SwitchyardError } from '../../shared/errors'

export interface DatabaseLock {
  release(): void
}

/**
 * Takes the one write lock of a database, beside it in `<file>-lock`. The lock is SQLite's own on that file, which the
 * system drops when the process ends in whatever way, so that a killed program never leaves it behind. The committed row
 * tells who holds it.
 */
export function lockDatabase(file: string, nativeBinding: string | undefined): DatabaseLock {
  const db = new Database(`${file}-lock`, { ...(nativeBinding ? { nativeBinding } : {}), timeout: 0 })
  try {
    db.exec('begin immediate')
    db.exec(
      'create table if not exists holder (one integer primary key check (one = 1), pid integer not null, since integer not null)',
    )
    db.prepare('insert or replace into holder values (1, ?, ?)').run(process.pid, Date.now())
    db.exec('commit')
    // Held from here to the end: a reader may still see the row above, a second writer may not begin.
    db.exec('begin immediate')
    return { release: () => db.close() }
  } catch (error) {
    const holder = readHolder(db)
    db.close()
    if (!(error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY')) throw error
    throw new SwitchyardError('STORE_LOCKED', `${file} is open in another Switchyard${holder}`, {
      hint: 'close it there, or use another database; nothing was changed',
      cause: error,
    })
  }
}

/** Whether some program holds the lock now. */
export function isLocked(file: string, nativeBinding: string | undefined): boolean {
  if (!existsSync(`${file}-lock`)) return false
  let db: Database.Database | undefined
  try {
    db = new Database(`${file}-lock`, { ...(nativeBinding ? { nativeBinding } : {}), timeout: 0 })
    db.exec('begin immediate')
    db.exec('rollback')
    return false
  } catch {
    // Busy, or out of our reach: then it is not ours to say that nobody holds it.
    return true
  } finally {
    db?.close()
  }
}

function readHolder(db: Database.Database): string {
  try {
    const row = db.prepare('select pid, since from holder').get() as { pid: number; since: number } | undefined
    return row === undefined
      ? ''
      : ` (process ${row.pid}, since ${new Date(row.since).toISOString().slice(0, 16).replace('T', ' ')} UTC)`
  } catch {
    // Only the courtesy of naming the holder is lost.
    return ''
  }
}
