import { dirname, join, parse } from 'node:path'
import type { DatabaseInfo } from '../../shared/database-contract'
import { SwitchyardError } from '../../shared/errors'
import type { Store } from '../store/store'
import type { RunsService } from './runs'

/** The database as a file: its size, copies of it, its room. */
export function databaseService(store: Store, runs: Pick<RunsService, 'list'>, now: () => Date = () => new Date()) {
  function info(): DatabaseInfo {
    return { file: store.file, ...store.database.size() }
  }
  return {
    info,
    /** Copies it; beside itself under the present time, unless a file is named. Gives the copy's place. */
    async backup(file: string = backupFile(store.file, now())): Promise<string> {
      await store.database.backup(file)
      return file
    },
    /** Gives the room back that deleted rows have left. Rewrites the whole file, so nothing may run meanwhile. */
    compact(): DatabaseInfo {
      const running = runs.list().find(({ status }) => status === 'running')
      if (running !== undefined)
        throw new SwitchyardError('RUN_STATE', `“${running.name}” is running`, { hint: 'wait for it, or stop it' })
      store.database.compact()
      return info()
    },
  }
}
export type DatabaseService = ReturnType<typeof databaseService>

/** `switchyard-2026-11-22-140501.db`, beside the database. */
function backupFile(file: string, at: Date): string {
  const { name, ext } = parse(file)
  const [day = '', time = ''] = at.toISOString().split(/[T.]/)
  return join(dirname(file), `${name}-${day}-${time.replaceAll(':', '')}${ext}`)
}
