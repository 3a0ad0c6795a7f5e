// What every command needs first: node_modules as package-lock.json says, and a build that is not stale.
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { ensureBuilt } from './build.mjs'
import { inRoot, ownNode, say } from './paths.mjs'
import { capture, run } from './spawn.mjs'

const locks = ['package-lock.json', 'node_modules/.package-lock.json']
const checkedFile = inRoot('node_modules/.cache/switchyard-installed')

/** `needed`: of what is built; all of it unless given. */
export async function setUp(needed) {
  await ensureInstalled()
  await ensureBuilt(needed)
}

export async function ensureInstalled() {
  if (isInstalled()) return
  say('Installing the packages of package-lock.json (npm ci, about half a minute) …')
  // Only one package has an install script that is needed. Older npm versions do not know `allowScripts` and would
  // compile what is already prebuilt, so no script runs at first, and then the one.
  await npm('ci', '--ignore-scripts', '--no-audit', '--no-fund')
  await npm('rebuild', 'node')
  if (!isInstalled())
    throw new Error('npm ci ended well but node_modules is not complete: delete node_modules and try again')
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
    mkdirSync(dirname(checkedFile), { recursive: true })
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

export async function npm(...args) {
  const [command, ...before] = npmCommand()
  const all = [...before, ...args, '--loglevel=error']
  const options = { shell: command === 'npm.cmd' }
  const { code, output } = process.stderr.isTTY
    ? await run(command, all, { ...options, stdio: ['ignore', 2, 2] })
    : await capture(command, all, options)
  if (code !== 0) throw new Error(`npm ${args.join(' ')} failed${output ? `:\n${output.trim()}` : ''}`)
}

/** Under `npm run` the same npm again, on the Node that npm itself runs on: node_modules' Node is being replaced. */
function npmCommand() {
  const { npm_execpath: script, npm_node_execpath: node } = process.env
  if (script?.endsWith('.js') && node && existsSync(node)) return [node, script]
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm']
}
