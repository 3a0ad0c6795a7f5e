// Where things are, and the two Nodes: the one that started us may be old, everything after set-up runs on node_modules' own.
// These few files are CommonJS, as every command of the terminal loads them before its work: the loader of ES modules costs five
// milliseconds.
'use strict'
const { homedir } = require('node:os')
const path = require('node:path')

const root = path.dirname(__dirname)
const inRoot = (...parts) => path.join(root, ...parts)
const ownNode = inRoot('node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node')

/**
 * How the terminal's Node is started; `npm run switchyard` says the same, and every Node knows it. The young have 24 MB from the start:
 * with less the heap is cleared half a dozen times while all that is in it was just loaded, a tenth of a short command, and more is
 * slower to touch than to clear. Flags beside these would cost what Node has compiled of itself (compiled.cjs).
 */
const nodeFlags = ['--min-semi-space-size=24', '--max-semi-space-size=24']
const cacheFolder = path.join(process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache'), 'switchyard')

/** Notices go to stderr: stdout belongs to the program that is set up. */
const say = (line) => process.stderr.write(`${line}\n`)

module.exports = { root, inRoot, ownNode, nodeFlags, cacheFolder, say }
