#!/usr/bin/env node
// The terminal: sets up what is missing without touching stdout, then runs the command line.
import { command, runBuilt } from './entry.mjs'
import { setUp } from './setup.mjs'

await command(() => setUp(['program']))
if (process.exitCode === undefined) await runBuilt('cli', process.argv.slice(2))
