// Where things are, and the two Nodes: the one that started us may be old, everything after set-up runs on node_modules' own.
import { builtin } from './builtin.mjs'

const { homedir } = builtin('node:os')
const { dirname, join } = builtin('node:path')
const { fileURLToPath } = builtin('node:url')

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
export const inRoot = (...parts) => join(root, ...parts)
export const ownNode = inRoot('node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node')
export const cacheFolder = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'switchyard')

/** Notices go to stderr: stdout belongs to the program that is set up. */
export const say = (line) => process.stderr.write(`${line}\n`)
