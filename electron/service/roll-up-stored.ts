import { FiguresFold } from '../../shared/evidence/figures-fold'
import type { RunRollup } from '../../shared/run-rollup'
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
