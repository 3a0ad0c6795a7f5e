import type { RunSummary } from '../../shared/report'

/** A design's name, marked where its figures come of a look at the answer key. */
export function markOracle(graph: string, run: Pick<RunSummary, 'oracle'> | undefined): string {
  return run?.oracle === true ? `${graph} †` : graph
}

/** The line under a table that says what the mark means; nothing where no row has it. */
export function oracleNote(runs: readonly Pick<RunSummary, 'oracle'>[]): string {
  return runs.some(({ oracle }) => oracle) ? '\n\n† uses the answer key' : ''
}
