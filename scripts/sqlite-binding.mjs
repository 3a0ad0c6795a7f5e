// better-sqlite3 brings a binding for Node-API 10. The stand-in Electron has 9 and would crash on it without a word, so its
// source, which needs no more than 9, is compiled once more for that. A C++ compiler is all it takes. (The experimental
// Node-API would load too, but it aborts the process when a statement is collected as garbage.)
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { inRoot } from './paths.mjs'
import { capture } from './spawn.mjs'

export const bindingName = 'better_sqlite3-napi9.node'

const better = inRoot('node_modules/better-sqlite3')
const nodeApi = ['NAPI_VERSION=9', 'NAPI_DISABLE_CPP_EXCEPTIONS', 'NODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS']

export const hasCompiler = () => ['gcc', 'g++'].every((name) => spawnSync(name, ['--version']).status === 0)

export async function compileBinding(file) {
  const work = mkdtempSync(join(dirname(file), 'compiling-'))
  const object = (name) => join(work, name)
  const include = ['better-sqlite3/deps/sqlite3', 'node-api-headers/include', 'node-addon-api'].map(
    (path) => `-I${inRoot('node_modules', path)}`,
  )
  const common = ['-c', '-O2', '-fPIC', '-w', '-DNDEBUG', '-D_GNU_SOURCE', ...include]
  try {
    await Promise.all([
      compile('gcc', [
        ...common,
        '-std=c99',
        ...defines(sqliteDefines()),
        join(better, 'deps/sqlite3/sqlite3.c'),
        '-o',
        object('sqlite3.o'),
      ]),
      compile('g++', [
        ...common,
        '-std=c++20',
        '-fvisibility=hidden',
        ...defines(nodeApi),
        join(better, 'src/better_sqlite3.cpp'),
        '-o',
        object('better.o'),
      ]),
    ])
    // Symbolic binding and hidden archives: Electron carries a SQLite of its own, and its symbols must not be taken.
    const link = ['-shared', '-static-libgcc', '-static-libstdc++', '-Wl,-Bsymbolic', '-Wl,--exclude-libs,ALL']
    await compile('g++', [...link, object('better.o'), object('sqlite3.o'), '-ldl', '-o', object('binding.node')])
    renameSync(object('binding.node'), file)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

/** The options that better-sqlite3 compiles its own SQLite with. */
function sqliteDefines() {
  const text = readFileSync(join(better, 'deps/defines.gypi'), 'utf8')
  return [...text.matchAll(/'((?:HAVE|SQLITE)_[A-Z0-9_]+(?:=[^']*)?)'/g)].map((match) => match[1])
}

const defines = (names) => names.map((name) => `-D${name}`)

async function compile(compiler, args) {
  const { code, output } = await capture(compiler, args)
  if (code !== 0)
    throw new Error(`${compiler} could not compile SQLite for the stand-in Electron: ${output.trim().split('\n')[0]}`)
}
