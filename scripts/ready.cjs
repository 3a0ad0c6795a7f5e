// Whether anything has to be set up. Every command looks here first, so it is done with few calls and few of Node's modules:
// one call for each folder and each file.
'use strict'
const { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } = require('node:fs')
const path = require('node:path')
const { inRoot, ownNode, root } = require('./paths.cjs')

const sources = {
  program: ['electron', 'shared', 'electron.vite.config.ts', 'package.json', 'package-lock.json'],
  window: ['renderer'],
}
const parts = Object.keys(sources)
const outputs = [
  'out/main/main.cjs',
  'out/main/cli.cjs',
  'out/main/serve.cjs',
  'out/main/sandbox-worker.cjs',
  'out/main/parquet-worker.cjs',
  'out/preload/preload.cjs',
  'out/renderer/index.html',
]
const locks = ['package-lock.json', 'node_modules/.package-lock.json']
const checkedFile = inRoot('node_modules/.cache/switchyard-installed')

/** What a part was built from, as `stampOf` had it. */
const stampFile = (part) => inRoot(`out/.built-from-${part}`)

/** `needed`: a command of the terminal is none of the window's, and does not look at its sources. */
function isBuilt(needed = parts) {
  if (!outputs.every((file) => existsSync(inRoot(file)))) return false
  return needed.every((part) => readText(stampFile(part)) === stampOf(part))
}

/** Path, size and time of every source of a part. */
function stampOf(part) {
  const lines = []
  for (const source of sources[part]) {
    if (/\.\w+$/.test(source)) addFile(source, lines)
    else addFolder(source, lines)
  }
  return lines.join('\n')
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

/** npm writes node_modules/.package-lock.json last, so an install that was cut short is seen as none. */
function isInstalled() {
  if (!existsSync(ownNode)) return false
  const stamp = stampOfLocks()
  if (readText(checkedFile) === stamp) return true
  const complete = isComplete()
  if (complete) keepStamp(stamp)
  return complete
}

/** Both lists are half a megabyte of JSON: read again only when one of them has changed. */
function stampOfLocks() {
  return locks
    .map((file) => {
      const stat = statSync(inRoot(file), { throwIfNoEntry: false })
      return `${file} ${stat?.size} ${stat?.mtimeMs}`
    })
    .join('\n')
}

function keepStamp(stamp) {
  try {
    mkdirSync(path.dirname(checkedFile), { recursive: true })
    writeFileSync(checkedFile, stamp)
  } catch {
    // A folder that may not be written to: the lists are then compared every time.
  }
}

function isComplete() {
  const wanted = packagesOf(locks[0])
  const found = packagesOf(locks[1])
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || (found[path] ? found[path].version === entry.version : entry.optional === true),
  )
}

function packagesOf(file) {
  try {
    return JSON.parse(readText(inRoot(file))).packages ?? {}
  } catch {
    return {}
  }
}

function readText(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

module.exports = { parts, stampFile, isBuilt, stampOf, isInstalled }
