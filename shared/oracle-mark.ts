import type { RunSummary } from './report'

/** What the mark † means wherever it stands. */
export const oracleWords = '† uses the answer key'

/** A design's name, marked where its figures come of a look at the answer key. */
export function markOracle(name: string, run: Pick<RunSummary, 'oracle'> | null | undefined): string {
  return run?.oracle === true ? `${name} †` : name
}

export function anyOracle(runs: readonly Pick<RunSummary, 'oracle'>[]): boolean {
  return runs.some(({ oracle }) => oracle)
}
