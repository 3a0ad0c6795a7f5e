// Replays the sample designs over the sample dataset and prints the comparison, without a window.
import { command, runBuilt } from './entry.mjs'
import { setUp } from './setup.mjs'

await command(() => setUp(['program']))
if (process.exitCode === undefined) await runBuilt('cli', ['demo', ...process.argv.slice(2)])
