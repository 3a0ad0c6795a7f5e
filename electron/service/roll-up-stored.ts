import { FiguresFold } from '../../shared/evidence/figures-fold'
import type { RunRollup } from '../../shared/run-rollup'
import type { RunRow } from '../store/runs'
import type { Store } from '../store/store'

/** What a run came to, by its rows: for a run that this process has not seen from its beginning. */
export function rollUpStored({ runs }: Pick<Store, 'runs'>, runId: string): RunRollup {
  const fold = new FiguresFold()
  for (const result of runs.eachMeasured(runId)) fold.add(result)
  return {
    figures: fold.figures(),
    traffic: runs.traffic(runId),
    nodes: runs.figures(runId),
    models: runs.modelFigures(runId),
  }
}

/** Keeps what a run came to with it; `seen` is what was folded while all of its results were written. */
export function keepRollUp(store: Store, { id, total }: Pick<RunRow, 'id' | 'total'>, seen?: RunRollup): void {
  const rollup = { ...(seen ?? rollUpStored(store, id)), billedUsd: store.calls.billed(id) }
  store.rollups.put(id, rollup, store.evidence.columns(id, total))
}
