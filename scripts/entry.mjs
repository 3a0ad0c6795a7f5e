// Runs one of the built programs: in this process where its Node will do, otherwise on our own.
import { builtin } from './builtin.mjs'
import { inRoot, ownNode, say } from './paths.mjs'
import { isBuilt, isInstalled } from './ready.mjs'

const { enableCompileCache } = builtin('node:module')
const { pathToFileURL } = builtin('node:url')

/** Compiled once, a program starts some tens of milliseconds sooner. */
const compileCache = inRoot('node_modules/.cache/compiled')
/** The Node-API that SQLite's binding needs; a second Node costs the start of a command once more. */
const fits = Number(process.versions.napi) >= 10

export async function runBuilt(name, args) {
  const file = inRoot('out/main', `${name}.js`)
  if (fits) {
    enableCompileCache(compileCache)
    process.argv = [process.execPath, file, ...args]
    await import(pathToFileURL(file).href)
    return
  }
  const { run } = await import('./spawn.mjs')
  const { code } = await run(ownNode, ['--min-semi-space-size=16', file, ...args], {
    env: { ...process.env, NODE_COMPILE_CACHE: compileCache },
  })
  process.exitCode = code
}

/** Sets up what is missing of the terminal's program. What does so is loaded only then. */
export async function setUpProgram() {
  if (isInstalled() && isBuilt(['program'])) return
  const { setUp } = await import('./setup.mjs')
  await setUp(['program'])
}

/** Runs a command's work; what stops it is one clear line and exit code 1, not a stack. */
export async function command(work) {
  try {
    await work()
  } catch (error) {
    say(`switchyard: ${error.message}`)
    process.exitCode = 1
  }
}
