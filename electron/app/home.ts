import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { app } from 'electron'
import type { EngineOptions } from './engine-messages'

/** The folder of everything the app keeps; must be settled before the single-instance lock, which lives in it. */
export function settleHome(): string {
  const own = process.env.SWITCHYARD_HOME
  if (own) app.setPath('userData', resolve(own))
  const home = app.getPath('userData')
  mkdirSync(home, { recursive: true })
  return home
}

export function engineOptions(home: string): EngineOptions {
  return {
    databaseFile: join(home, 'switchyard.db'),
    resourcesDir: join(app.getAppPath(), 'resources'),
    nativeBinding: nativeBinding(),
  }
}

/** better-sqlite3's own binding needs Node-API 10; an older runtime is packaged with one of its own. */
function nativeBinding(): string | null {
  if (!app.isPackaged) return process.env.SWITCHYARD_SQLITE_BINDING ?? null
  return Number(process.versions.napi) < 10 ? join(process.resourcesPath, 'native/better_sqlite3-napi9.node') : null
}
