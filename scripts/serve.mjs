// Serves the app for a browser on this machine.
import { command, runBuilt } from './entry.cjs'
import { setUp } from './setup.mjs'

await command(setUp)
if (process.exitCode === undefined) await runBuilt('serve', process.argv.slice(2))
