// Node's own modules, for what every command of the terminal loads before its work: an ES import of each goes through the loader of
// modules, and to require them instead spares a command some five milliseconds.
import { createRequire } from 'node:module'

export const builtin = createRequire(import.meta.url)
