// Builds out/ when a source is newer than what it was built from.
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { stripVTControlCharacters } from 'node:util'
import { inRoot, ownNode, say } from './paths.cjs'
import { isBuilt, parts, stampFile, stampOf } from './ready.cjs'
import { capture, isAlive } from './spawn.mjs'

const lockFolder = inRoot('node_modules/.cache/switchyard-build.lock')

export async function ensureBuilt(needed = parts) {
  if (isBuilt(needed)) return
  const unlock = await lock()
  try {
    if (isBuilt(needed)) return
    say('Building (some seconds) …')
    const stamps = parts.map(stampOf)
    for (const part of parts) rmSync(stampFile(part), { force: true })
    const script = inRoot('node_modules/electron-vite/bin/electron-vite.js')
    const { code, output } = await capture(ownNode, [script, 'build'])
    if (code !== 0) throw new Error(`the build failed:\n${stripVTControlCharacters(output).trim()}`)
    for (const [at, part] of parts.entries()) writeFileSync(stampFile(part), stamps[at])
  } finally {
    unlock()
  }
}

/** Two commands at once must not build into one folder. A lock whose owner is gone is taken over. */
async function lock() {
  const owner = join(lockFolder, 'pid')
  mkdirSync(inRoot('node_modules/.cache'), { recursive: true })
  for (;;) {
    try {
      mkdirSync(lockFolder)
      writeFileSync(owner, String(process.pid))
      return () => rmSync(lockFolder, { recursive: true, force: true })
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    if (isAbandoned(owner)) rmSync(lockFolder, { recursive: true, force: true })
    else await wait(200)
  }
}

function isAbandoned(owner) {
  try {
    return !isAlive(Number(readFileSync(owner, 'utf8')))
  } catch {
    // Its owner is between making the folder and writing the file, unless that was long ago.
    const stat = statSync(lockFolder, { throwIfNoEntry: false })
    return stat !== undefined && Date.now() - stat.mtimeMs > 5000
  }
}
