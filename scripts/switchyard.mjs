#!/usr/bin/env node
// The terminal: sets up what is missing without touching stdout, then runs the command line.
import { command, runBuilt, setUpProgram } from './entry.mjs'

await command(setUpProgram)
if (process.exitCode === undefined) await runBuilt('cli', process.argv.slice(2))
