// Finds, downloads or makes an Electron and prints what it is as one line of JSON. Its own process, as it needs our own Node.
import { ensureElectron } from './electron.mjs'
import { say } from './paths.cjs'

try {
  process.stdout.write(`${JSON.stringify(await ensureElectron())}\n`)
} catch (error) {
  say(`No Electron could be had: ${error.message}.`)
  process.exitCode = 1
}
