// What every command needs first: node_modules as package-lock.json says, and a build that is not stale.
import { existsSync } from 'node:fs'
import { ensureBuilt } from './build.mjs'
import { say } from './paths.cjs'
import { isInstalled } from './ready.cjs'
import { capture, run } from './spawn.mjs'

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
