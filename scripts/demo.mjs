// Replays the sample designs over the sample dataset and prints the comparison, without a window.
import { runTerminal } from './entry.cjs'

await runTerminal(['demo', ...process.argv.slice(2)])
