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
  run: Pick<RunRow, 'id' | 'total' | 'repeats' | 'width'>,
  seen?: RunRollup,
): void {
  const { id, total } = run
  const rollup = { ...(seen ?? rollUpStored(store, run)), billedUsd: store.calls.billed(id) }
  store.rollups.put(id, rollup, store.evidence.columns(id, total))
}
