import { create } from 'zustand'
import type { RunInfo } from '../../shared/runs-contract'
import { client, doorOpens } from '../api'
import { showFailure, showNotice } from '../shell/notice-store'

interface DatabaseState {
  /** `null` until it is known. */
  file: string | null
  isUsual: boolean
  recent: readonly string[]
  /** Another one that is being opened. */
  opening: string | null
  /** One that waits until its user has agreed that these runs are stopped. */
  asked: { file: string; running: readonly RunInfo[] } | null
}

export const useDatabase = create<DatabaseState>(() => ({
  file: null,
  isUsual: true,
  recent: [],
  opening: null,
  asked: null,
}))

/** Resolves once it is known which database this page shows. That never changes: a window that is given another one is loaded anew. */
export const databaseIsKnown: Promise<void> = (async () => {
  const ask = () => client.system.info()
  // The engine may break down over the first question; the next one answers it.
  const { databaseFile: file, isUsual } = await ask().catch(() => doorOpens().then(ask))
  useDatabase.setState({ file, isUsual })
})()

/** Ends the names of what the browser keeps for this database alone: nothing for the usual one. Call it once that is known. */
export function markOfDatabase(): string {
  const { file, isUsual } = useDatabase.getState()
  return isUsual ? '' : `@${file}`
}

/** The last part of a path, of either kind of system. */
export function fileName(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path
}

/** Which others were open, and why the one of the last time is not: asked when one is open, as another may have been refused before. */
export function lookForDatabases(): void {
  databaseIsKnown
    .then(() => window.desktop?.databaseFiles())
    .then((files) => {
      if (files === undefined) return
      useDatabase.setState({ recent: files.recent })
      if (files.trouble !== null) showNotice({ key: 'database', tone: 'warn', text: files.trouble })
    })
    .catch(showFailure)
}
