// Runs one of the built programs on our own Node, in this process where that is what we run on already.
import { realpathSync } from 'node:fs'
import module from 'node:module'
import { pathToFileURL } from 'node:url'
import { inRoot, ownNode, say } from './paths.mjs'
import { run } from './spawn.mjs'

/** Compiled once, a program starts some tens of milliseconds sooner. */
const compileCache = inRoot('node_modules/.cache/compiled')

export async function runBuilt(name, args) {
  const file = inRoot('out/main', `${name}.js`)
  if (realpathSync(process.execPath) === realpathSync(ownNode)) {
    module.enableCompileCache(compileCache)
    process.argv = [process.execPath, file, ...args]
    await import(pathToFileURL(file).href)
    return
  }
  const { code } = await run(ownNode, [file, ...args], { env: { ...process.env, NODE_COMPILE_CACHE: compileCache } })
  process.exitCode = code
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
