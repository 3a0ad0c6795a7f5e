// Runs a built program with what was compiled of it when the same command ran before. Node's own cache of compiled code has only
// what is compiled while a file is loaded; what a command then calls, a thousand functions for a replay, would be compiled at every
// start: a quarter of a short command.
'use strict'
const { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } = require('node:fs')
const { createRequire, isBuiltin } = require('node:module')
const path = require('node:path')
const { setFlagsFromString } = require('node:v8')
const { Script } = require('node:vm')

/** Whoever works longer has no use for a quick start, and V8 has thrown away by then what it compiled for that. */
const LONGEST_SECONDS = 10

/** `keptIn`: the folder of compiled code; one that cannot be written to costs nothing but time. */
function runProgram(program, args, keptIn) {
  process.argv = [process.execPath, program, ...args]
  const keptFile = path.join(keptIn, nameOf(program, args[0]))
  const kept = readKept(keptFile)
  const nodes = nodesFirst(`${keptFile}-nodes.json`)
  setFlags()
  const scripts = new Map()
  const modules = new Map()
  const native = createRequire(program)
  let isComplete = true

  function load(file) {
    const known = modules.get(file)
    if (known) return known.exports
    const module = { exports: {} }
    modules.set(file, module)
    const { script, stamp } = compile(file)
    scripts.set(file, { script, stamp })
    const folder = path.dirname(file)
    const requireFrom = (id) => {
      if (isBuiltin(id)) {
        nodes.add(id)
        return native(id)
      }
      const found = id.startsWith('.') ? path.join(folder, id) : native.resolve(id)
      const extension = path.extname(found)
      if (extension === '.node') return native(found)
      return load(extension === '' ? `${found}.js` : found)
    }
    script.runInThisContext().call(module.exports, module.exports, requireFrom, module, file, folder)
    return module.exports
  }

  function compile(file) {
    const stamp = stampOf(file)
    const before = kept.get(file)
    const cachedData = before?.stamp === stamp ? before.code : undefined
    const source = `(function (exports, require, module, __filename, __dirname) { ${readFileSync(file, 'utf8')}\n})`
    const script = new Script(source, { filename: file, cachedData })
    if (cachedData === undefined || script.cachedDataRejected) isComplete = false
    return { script, stamp }
  }

  process.on('exit', (code) => {
    if (code !== 0) return
    if (!isComplete && process.uptime() <= LONGEST_SECONDS) {
      for (const [file, { stamp }] of kept) if (stampOf(file) !== stamp) kept.delete(file)
      for (const [file, { script, stamp }] of scripts) kept.set(file, { stamp, code: script.createCachedData() })
      keep(keptFile, kept)
    }
    nodes.keep()
  })
  // Nothing is left to be written or waited for then; to take Node apart piece by piece takes some milliseconds.
  process.on('beforeExit', () => process.exit())
  load(program)
}

/**
 * Node has its own modules compiled, for V8's usual flags: under others they would be compiled anew, a fifth of a short command. So those
 * that the command took last time are loaded before our flags are set; what it takes this time is kept for the next.
 */
function nodesFirst(file) {
  // It loads others, as soon as anything is written.
  void process.stdout
  const before = readIds(file)
  for (const id of before) require(id)
  const taken = new Set()
  return {
    add: (id) => taken.add(id),
    keep: () => {
      const now = [...taken]
      if (now.join() !== before.join()) writeIds(file, now)
    },
  }
}

function readIds(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).filter(isBuiltin)
  } catch {
    return []
  }
}

function writeIds(file, ids) {
  try {
    writeFileSync(file, JSON.stringify(ids))
  } catch {
    // They are loaded later than they could be.
  }
}

/**
 * Before anything of ours is compiled, for what V8 has compiled can be used under the same flags only. The first is electron/heap.ts's
 * own. A replay of a second needs no whole collection, and one at once, without steps before it, takes 20 ms where steps take longer. What
 * V8's second compiler gains on a function it has lost before that was called some thousand times more, as it takes the core that
 * collects garbage beside the replay; how it is told to wait differs from one V8 to the next, and another would complain.
 */
function setFlags() {
  setFlagsFromString('--no-allocation-site-pretenuring')
  setFlagsFromString('--no-incremental-marking')
  if (process.versions.v8.startsWith('13.6.')) setFlagsFromString('--invocation-count-for-turbofan=20000')
}

/** One for each command and each Node. */
function nameOf(program, command) {
  const isCommand = /^[a-z]+$/.test(command ?? '')
  return `${path.basename(program, '.cjs')}-${isCommand ? command : 'none'}-${process.version}`
}

/** A build may leave a file's length as it was, which is all of it that V8 looks at. */
function stampOf(file) {
  const stat = statSync(file, { throwIfNoEntry: false })
  return stat && `${stat.mtimeMs} ${stat.size}`
}

/** The file: the length of its index in four bytes, the index as JSON, and the compiled code of one script after the other. */
function readKept(keptFile) {
  const kept = new Map()
  try {
    const bytes = readFileSync(keptFile)
    let at = 4 + bytes.readUInt32LE(0)
    for (const { file, stamp, length } of JSON.parse(bytes.toString('utf8', 4, at))) {
      const code = bytes.subarray(at, at + length)
      if (typeof file !== 'string' || code.length !== length) return new Map()
      kept.set(file, { stamp, code })
      at += length
    }
  } catch {
    // There is none, or it is damaged: compiled anew.
    return new Map()
  }
  return kept
}

function keep(keptFile, kept) {
  const parts = [...kept].map(([file, { stamp, code }]) => ({ file, stamp, length: code.length }))
  const index = Buffer.from(JSON.stringify(parts))
  const length = Buffer.alloc(4)
  length.writeUInt32LE(index.length)
  const written = `${keptFile}.${process.pid}`
  try {
    mkdirSync(path.dirname(keptFile), { recursive: true })
    // V8 does not look whether all of it is there, so it has to be on the disk before it has its name.
    writeFileSync(written, Buffer.concat([length, index, ...[...kept.values()].map(({ code }) => code)]), {
      flush: true,
    })
    renameSync(written, keptFile)
  } catch {
    giveUp(written)
  }
}

function giveUp(written) {
  try {
    rmSync(written, { force: true })
  } catch {
    // Where nothing can be removed, nothing was written.
  }
}

module.exports = { runProgram }
if (require.main === module) {
  const [program, keptIn, ...args] = process.argv.slice(2)
  runProgram(program, args, keptIn)
}
