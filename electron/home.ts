import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/**
 * The folder of everything Switchyard keeps: the same one for the app, the terminal and the browser host, so that each
 * sees the others' runs. SWITCHYARD_HOME names another.
 */
export function homeFolder(env: NodeJS.ProcessEnv = process.env): string {
  if (env.SWITCHYARD_HOME) return resolve(env.SWITCHYARD_HOME)
  if (process.platform === 'darwin') return join(homedir(), 'Library/Application Support/switchyard')
  if (process.platform === 'win32') return join(env.APPDATA || join(homedir(), 'AppData/Roaming'), 'switchyard')
  return join(env.XDG_CONFIG_HOME || join(homedir(), '.config'), 'switchyard')
}

export const databaseFileIn = (home: string): string => join(home, 'switchyard.db')
