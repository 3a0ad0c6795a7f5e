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
 * How the terminal's Node is started; `npm run switchyard` says the same, and every Node knows it. Its heap begins with 16 MB for the
 * young: with less it is cleared half a dozen times while all that is in it was just loaded, a tenth of a short command. And it is
 * large enough that a replay of a second needs no whole collection.
 */
const nodeFlags = ['--min-semi-space-size=16', '--initial-heap-size=128']
const cacheFolder = path.join(process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache'), 'switchyard')

/** Notices go to stderr: stdout belongs to the program that is set up. */
const say = (line) => process.stderr.write(`${line}\n`)

module.exports = { root, inRoot, ownNode, nodeFlags, cacheFolder, say }
