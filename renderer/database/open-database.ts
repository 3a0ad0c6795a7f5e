import { sentence } from '../../shared/format'
import { client } from '../api'
import { saveAll } from '../designs/autosave'
import { showFailure, showNotice } from '../shell/notice-store'
import { words } from '../words'
import { fileName, useDatabase } from './database-state'

/** Only the app can put another database in the place of this; the browser's host is told by `--db` when it starts. */
export const canChooseDatabase = (): boolean => window.desktop !== undefined

export async function chooseDatabase(which: 'present' | 'new'): Promise<void> {
  const file = await window.desktop?.chooseDatabase(which)
  if (file != null) await openDatabase(file)
}

/** Opens another database in the place of this one; where runs are under way, after their user has agreed. */
export async function openDatabase(file: string): Promise<void> {
  if (file === useDatabase.getState().file) {
    showNotice({ key: 'database', tone: 'info', text: words.database.isOpen(fileName(file)) })
    return
  }
  const running = (await client.runs.list()).filter(({ status }) => status === 'running')
  if (running.length > 0) useDatabase.setState({ asked: { file, running } })
  else await leaveFor(file)
}

/** An engine that does not answer for so long is left with drafts unsaved, which wait here for the next one on its database. */
const savingMs = 5_000

/** Everything is saved first. The page is loaded anew as soon as it is given a door to the other database. */
export async function leaveFor(file: string): Promise<void> {
  const { desktop } = window
  if (desktop === undefined) return
  useDatabase.setState({ asked: null, opening: file })
  try {
    await Promise.race([saveAll(), new Promise((late) => setTimeout(late, savingMs))])
    const line = await desktop.openDatabase(file)
    if (line === null) return
    useDatabase.setState({ opening: null })
    showNotice({ key: 'database', tone: 'bad', text: sentence(line) })
    useDatabase.setState({ recent: (await desktop.databaseFiles()).recent })
  } catch (error) {
    useDatabase.setState({ opening: null })
    showFailure(error)
  }
}

export const stayHere = (): void => useDatabase.setState({ asked: null })

/** Recent databases of the system's menu. Returns how to stop. */
export function followDatabaseMenu(): (() => void) | undefined {
  return window.desktop?.onDatabase((file) => void openDatabase(file).catch(showFailure))
}
