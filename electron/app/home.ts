import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { app } from 'electron'
import { databaseFileIn, homeFolder } from '../home'
import type { EngineOptions } from './engine-messages'

/** Must run before the single-instance lock is asked for: the lock lives in this folder. */
export function settleHome(): string {
  const home = homeFolder()
  mkdirSync(home, { recursive: true })
  app.setPath('userData', home)
  return home
}

/** The usual database is made where there is none, with the sample project; another is as its user left it. */
export function engineOptions(databaseFile: string, home: string): EngineOptions {
  const isUsual = databaseFile === databaseFileIn(home)
  return {
    databaseFile,
    mayMake: isUsual,
    withSample: isUsual,
    resourcesDir: join(app.getAppPath(), 'resources'),
    nativeBinding: nativeBinding(),
  }
}

/** better-sqlite3's own binding needs Node-API 10; an older runtime is packaged with one of its own. */
function nativeBinding(): string | null {
  if (!app.isPackaged) return process.env.SWITCHYARD_SQLITE_BINDING ?? null
  return Number(process.versions.napi) < 10 ? join(process.resourcesPath, 'native/better_sqlite3-napi9.node') : null
}
