// Runs one of the built programs: in this process where its Node will do, otherwise on our own.
'use strict'
const { runProgram } = require('./compiled.cjs')
const { nodeFlags, inRoot, ownNode, say } = require('./paths.cjs')
const { isBuilt, isInstalled } = require('./ready.cjs')

const compiledFolder = inRoot('node_modules/.cache/compiled')
/** The Node-API that SQLite's binding needs; a second Node costs the start of a command once more. */
const fits = Number(process.versions.napi) >= 10

async function runBuilt(name, args) {
  const file = inRoot('out/main', `${name}.cjs`)
  if (fits) {
    runProgram(file, args, compiledFolder)
    return
  }
  const { run } = await import('./spawn.mjs')
  const program = [...nodeFlags, inRoot('scripts/compiled.cjs'), file, compiledFolder]
  // Files are named from where the user is.
  const { code } = await run(ownNode, [...program, ...args], { cwd: process.cwd() })
  process.exitCode = code
}

/** Sets up what is missing of the terminal's program. What does so is loaded only then. */
async function setUpProgram() {
  if (isInstalled() && isBuilt(['program'])) return
  const { setUp } = await import('./setup.mjs')
  await setUp(['program'])
}

/** Runs a command's work; what stops it is one clear line and exit code 1, not a stack. */
async function command(work) {
  try {
    await work()
  } catch (error) {
    say(`switchyard: ${error.message}`)
    process.exitCode = 1
  }
}

/** The terminal: sets up what is missing without touching stdout, then runs the command line. */
async function runTerminal(args) {
  await command(setUpProgram)
  if (process.exitCode === undefined) await runBuilt('cli', args)
}

module.exports = { command, runBuilt, runTerminal }
