import type Database from 'better-sqlite3'
import { SwitchyardError } from '../../shared/errors'
import { atomic } from './atomic'
import first from './migrations/001-first.sql?raw'
import removedDesigns from './migrations/002-removed-designs.sql?raw'
import ledger from './migrations/003-ledger.sql?raw'
import reviews from './migrations/004-reviews.sql?raw'
import connections from './migrations/005-connections.sql?raw'
import versions from './migrations/006-versions.sql?raw'
import rollups from './migrations/007-rollups.sql?raw'
import keptRuns from './migrations/008-kept-runs.sql?raw'
import batches from './migrations/009-batches.sql?raw'
import repeats from './migrations/010-repeats.sql?raw'
import columns from './migrations/011-columns.sql?raw'
import packedCalls from './migrations/012-packed-calls.sql?raw'
import ownOutcomes from './migrations/013-own-outcomes.sql?raw'

/** In order; the n-th brings a database to `user_version` n. A released one is never changed. */
const migrations: readonly string[] = [
  first,
  removedDesigns,
  ledger,
  reviews,
  connections,
  versions,
  rollups,
  keptRuns,
  batches,
  repeats,
  columns,
  packedCalls,
  ownOutcomes,
]

/** "Swyd": marks a SQLite file as ours. */
export const APPLICATION_ID = 0x53777964
export const STORE_VERSION = migrations.length

/** Refuses a database of the future, and reads only one of the present version. */
export function checkVersion(db: Database.Database, file: string, access: 'write' | 'read' | 'decide'): void {
  const version = versionOf(db)
  if (version > STORE_VERSION) {
    throw new SwitchyardError(
      'STORE_NEWER',
      `${file} is of version ${version}; this Switchyard reads up to ${STORE_VERSION}`,
      {
        hint: 'update Switchyard or use another database; nothing was changed',
      },
    )
  }
  if (access !== 'write' && version < STORE_VERSION) {
    throw new SwitchyardError('STORE_UNREADABLE', `${file} is of the older version ${version}`, {
      hint: 'open it once for writing, by the app or by “switchyard run”, to bring it up to date',
    })
  }
}

function versionOf(db: Database.Database): number {
  return db.pragma('user_version', { simple: true }) as number
}

/** Brings a database to the present version, each step in a transaction of its own. */
export function migrate(db: Database.Database): void {
  const version = versionOf(db)
  for (const [index, sql] of migrations.entries()) {
    if (index < version) continue
    atomic(db, () => {
      db.exec(sql)
      db.pragma(`application_id = ${APPLICATION_ID}`)
      db.pragma(`user_version = ${index + 1}`)
    })()
  }
}
