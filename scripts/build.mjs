// Builds out/ when a source is newer than what it was built from. A stamp is a hash of every source's path, size and time.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { stripVTControlCharacters } from 'node:util'
import { inRoot, ownNode, root, say } from './paths.mjs'
import { capture, isAlive } from './spawn.mjs'

const sources = {
  program: ['electron', 'shared', 'electron.vite.config.ts', 'package.json', 'package-lock.json'],
  window: ['renderer'],
}
const all = Object.keys(sources)
const outputs = [
  'out/main/main.js',
  'out/main/cli.js',
  'out/main/serve.js',
  'out/main/sandbox-worker.js',
  'out/main/parquet-worker.js',
  'out/preload/preload.cjs',
  'out/renderer/index.html',
]
const stampFile = inRoot('out/.built-from')
const lockFolder = inRoot('node_modules/.cache/switchyard-build.lock')

/** `needed`: a command of the terminal is none of the window's, and does not look at its sources. */
export async function ensureBuilt(needed = all) {
  if (isBuilt(needed)) return
  const unlock = await lock()
  try {
    if (isBuilt(needed)) return
    say('Building (some seconds) …')
    const stamps = all.map(stampOf)
    rmSync(stampFile, { force: true })
    const script = inRoot('node_modules/electron-vite/bin/electron-vite.js')
    const { code, output } = await capture(ownNode, [script, 'build'])
    if (code !== 0) throw new Error(`the build failed:\n${stripVTControlCharacters(output).trim()}`)
    writeFileSync(stampFile, stamps.join('\n'))
  } finally {
    unlock()
  }
}

function isBuilt(needed) {
  if (!existsSync(stampFile) || !outputs.every((file) => existsSync(inRoot(file)))) return false
  const stamps = readFileSync(stampFile, 'utf8').split('\n')
  return needed.every((part) => stamps.includes(stampOf(part)))
}

/** Every command looks here first, so it is done with few calls: one for each folder and each file. */
function stampOf(part) {
  const lines = []
  for (const source of sources[part]) {
    if (/\.\w+$/.test(source)) addFile(source, lines)
    else addFolder(source, lines)
  }
  const hash = createHash('sha256').update(lines.sort((a, b) => (a < b ? -1 : 1)).join('\n'))
  return `${part} ${hash.digest('hex')}`
}

function addFolder(path, lines) {
  for (const entry of readdirSync(`${root}/${path}`, { withFileTypes: true })) {
    const within = `${path}/${entry.name}`
    if (entry.isDirectory()) addFolder(within, lines)
    else if (!entry.name.includes('.test.')) addFile(within, lines)
  }
}

function addFile(path, lines) {
  const stat = statSync(`${root}/${path}`, { throwIfNoEntry: false })
  if (stat) lines.push(`${path} ${stat.size} ${stat.mtimeMs}`)
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
