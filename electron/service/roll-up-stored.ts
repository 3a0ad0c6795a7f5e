import { allRows, summariseRows } from '../../shared/evidence/run-columns'
import type { RunRow } from '../store/runs'
import type { Store } from '../store/store'
import { figuresOf, type SeenRun } from './roll-up'

/** What there is to see of a run by its rows: for one that this process has not seen from its beginning. */
export function seeStored({ runs, evidence }: Pick<Store, 'runs' | 'evidence'>, { id, total }: RolledUp): SeenRun {
  return { columns: evidence.columns(id, total), traffic: runs.traffic(id), ...figuresOf(runs.callFigures(id)) }
}

type RolledUp = Pick<RunRow, 'id' | 'mode' | 'total' | 'repeats' | 'width'>

/** Keeps what a run came to with it; `seen` is what was folded while all of its results were written. */
export function keepRollUp(store: Store, run: RolledUp, seen = seeStored(store, run)): void {
  const { columns = store.evidence.columns(run.id, run.total), ...rest } = seen
  const figures = summariseRows(columns, allRows(columns), run)
  store.rollups.put(run.id, { figures, ...rest, billedUsd: billedByLedger(store, run) }, columns)
}

/** What a run was billed in all; its ledger is not read where no provider can have been asked. */
export function billedByLedger(
  { calls }: Pick<Store, 'calls'>,
  { id, mode }: Pick<RunRow, 'id' | 'mode'>,
): number | null {
  return mode === 'simulated' || mode === 'recorded' ? 0 : calls.billed(id)
}
