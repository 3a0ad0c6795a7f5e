import { existsSync } from 'node:fs'
import { SwitchyardError } from '../../shared/errors'
import type { Db } from './open'

/** The database as a whole: how large it is, a copy of it, and its free room given back. */
export function databaseCare(db: Db) {
  const number = (pragma: string): number => db.pragma(pragma, { simple: true }) as number
  return {
    /** In bytes; `free`: what deleted rows have left, which `compact` gives back. */
    size: (): { bytes: number; free: number } => {
      const page = number('page_size')
      return { bytes: number('page_count') * page, free: number('freelist_count') * page }
    },
    /** A whole copy as it is at the end, made beside whoever reads and writes. Refuses to write over a file. */
    async backup(file: string): Promise<void> {
      if (existsSync(file))
        throw new SwitchyardError('STORE_UNREADABLE', `${file} is there already`, { hint: 'choose another name' })
      await db.backup(file)
    },
    compact(): void {
      db.exec('vacuum')
      db.pragma('wal_checkpoint(truncate)')
    },
  }
}
export type DatabaseCare = ReturnType<typeof databaseCare>
