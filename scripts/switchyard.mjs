#!/usr/bin/env -S node --min-semi-space-size=16
// The terminal: sets up what is missing without touching stdout, then runs the command line. The young part of the heap begins with
// 16 MB, as with less it is cleared half a dozen times while all that is in it is what was just loaded: a tenth of a short command.
import { command, runBuilt, setUpProgram } from './entry.mjs'

await command(setUpProgram)
if (process.exitCode === undefined) await runBuilt('cli', process.argv.slice(2))
