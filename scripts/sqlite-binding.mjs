// better-sqlite3 brings a binding for Node-API 10. The stand-in Electron has 9 and would crash on it without a word, so its
// source is compiled once more, for the experimental API that this runtime has under way. A C++ compiler is all it takes.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { inRoot } from './paths.cjs'
import { capture } from './spawn.mjs'

export const bindingName = 'better_sqlite3-napi9.node'

const better = inRoot('node_modules/better-sqlite3')
const nodeApi = ['NAPI_VERSION=2147483647', 'NAPI_DISABLE_CPP_EXCEPTIONS', 'NODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS']

export const hasCompiler = () => ['gcc', 'g++'].every((name) => spawnSync(name, ['--version']).status === 0)

export async function compileBinding(file) {
  const work = mkdtempSync(join(dirname(file), 'compiling-'))
  const inWork = (name) => join(work, name)
  const folders = [experimentalHeaders(work), inRoot('node_modules/node-addon-api'), join(better, 'deps/sqlite3')]
  const common = ['-c', '-O2', '-fPIC', '-w', '-DNDEBUG', '-D_GNU_SOURCE', ...folders.map((folder) => `-I${folder}`)]
  const sqlite = ['-std=c99', ...defines(sqliteDefines()), join(better, 'deps/sqlite3/sqlite3.c')]
  const binding = ['-std=c++20', '-fvisibility=hidden', ...defines(nodeApi), join(better, 'src/better_sqlite3.cpp')]
  try {
    await Promise.all([
      compile('gcc', [...common, ...sqlite, '-o', inWork('sqlite3.o')]),
      compile('g++', [...common, ...binding, '-o', inWork('binding.o')]),
    ])
    // Symbolic binding and hidden archives: Electron carries a SQLite of its own, and its symbols must not be taken.
    const link = ['-shared', '-static-libgcc', '-static-libstdc++', '-Wl,-Bsymbolic', '-Wl,--exclude-libs,ALL']
    await compile('g++', [...link, inWork('binding.o'), inWork('sqlite3.o'), '-ldl', '-o', inWork('binding.node')])
    renameSync(inWork('binding.node'), file)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

/**
 * The Node-API headers with what the experimental API adds and the package leaves out: an environment for finalizers in
 * which the engine's state must not change. With it node-addon-api puts such work off; without it the runtime aborts when
 * a statement is collected as garbage.
 */
function experimentalHeaders(work) {
  const folder = join(work, 'headers')
  cpSync(inRoot('node_modules/node-api-headers/include'), folder, { recursive: true })
  replaceIn(join(folder, 'js_native_api_types.h'), [
    ['typedef struct napi_env__* node_api_nogc_env;', 'typedef const struct napi_env__* node_api_nogc_env;'],
    [
      'typedef napi_finalize node_api_nogc_finalize;',
      'typedef void(NAPI_CDECL* node_api_nogc_finalize)(node_api_nogc_env env, void* data, void* hint);',
    ],
  ])
  const added = `
#define NODE_API_EXPERIMENTAL_HAS_POST_FINALIZER
NAPI_EXTERN napi_status NAPI_CDECL node_api_post_finalizer(node_api_nogc_env env, napi_finalize call, void* data, void* hint);

EXTERN_C_END`
  replaceIn(join(folder, 'js_native_api.h'), [['\nEXTERN_C_END', added]])
  return folder
}

function replaceIn(file, pairs) {
  let text = readFileSync(file, 'utf8')
  for (const [from, to] of pairs) {
    if (!text.includes(from))
      throw new Error(`node-api-headers has changed: "${from}" is not in it; see scripts/sqlite-binding.mjs`)
    text = text.replace(from, to)
  }
  writeFileSync(file, text)
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
    throw new Error(`${compiler} could not compile SQLite for the stand-in Electron: ${firstError(output)}`)
}

const firstError = (output) => output.split('\n').find((line) => line.includes('error')) ?? output.trim()
