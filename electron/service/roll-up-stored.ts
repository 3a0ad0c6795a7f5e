import { FiguresFold } from '../../shared/evidence/figures-fold'
import type { RunRollup } from '../../shared/run-rollup'
import type { RunRow } from '../store/runs'
import type { Store } from '../store/store'

/** What a run came to, by its rows: for a run that this process has not seen from its beginning. */
export function rollUpStored({ runs }: Pick<Store, 'runs'>, run: Pick<RunRow, 'id' | 'repeats' | 'width'>): RunRollup {
  const fold = new FiguresFold(run)
  for (const result of runs.eachMeasured(run.id)) fold.add(result)
  return {
    figures: fold.figures(),
    traffic: runs.traffic(run.id),
    nodes: runs.figures(run.id),
    models: runs.modelFigures(run.id),
  }
}

/** Keeps what a run came to with it; `seen` is what was folded while all of its results were written. */
export function keepRollUp(
  store: Store,
  run: Pick<RunRow, 'id' | 'mode' | 'total' | 'repeats' | 'width'>,
  seen?: RunRollup,
): void {
  const rollup = { ...(seen ?? rollUpStored(store, run)), billedUsd: billedByLedger(store, run) }
  store.rollups.put(run.id, rollup, store.evidence.columns(run.id, run.total))
}

/** What a run was billed in all; its ledger is not read where no provider can have been asked. */
export function billedByLedger(
  { calls }: Pick<Store, 'calls'>,
  { id, mode }: Pick<RunRow, 'id' | 'mode'>,
): number | null {
  return mode === 'simulated' || mode === 'recorded' ? 0 : calls.billed(id)
}
