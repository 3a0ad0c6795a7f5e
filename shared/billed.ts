import { formatUsd } from './format'
import { markOracle } from './oracle-mark'
import type { RunSummary } from './report'

/** What “billed” counts, wherever it is said of a run. */
export const billedWords =
  'What providers billed for the whole run, by its ledger: also for problems that were run again or have not finished. A call of which that is not known counts at the most that it can cost.'

type Billed = Pick<RunSummary, 'graph' | 'oracle' | 'billedUsd'> & { label?: string }

/** One line on what runs were billed, beside their dollars at list price; empty where no provider was paid. */
export function billedLine(runs: readonly Billed[]): string {
  if (runs.every(({ billedUsd }) => billedUsd === 0)) return ''
  const each = runs.map((run) => `${run.label ?? markOracle(run.graph, run)} ${billedOf(run)}`)
  return `Dollars are at list price, of the problems compared. Billed for the whole runs, also for problems that were run again: ${each.join(', ')}.`
}

function billedOf({ billedUsd }: Billed): string {
  return billedUsd === null ? 'unknown' : formatUsd(billedUsd)
}
