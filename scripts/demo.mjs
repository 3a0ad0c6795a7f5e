// Replays the sample designs over the sample dataset and prints the comparison, without a window.
import { command, runBuilt, setUpProgram } from './entry.mjs'

await command(setUpProgram)
if (process.exitCode === undefined) await runBuilt('cli', ['demo', ...process.argv.slice(2)])
