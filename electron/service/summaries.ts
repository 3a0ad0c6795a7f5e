import { type Figures, summarise } from '../../shared/evidence/summary'
import { parseGraph } from '../../shared/graph/load'
import { hasOracle } from '../../shared/graph/oracle'
import type { RunSummary } from '../../shared/report'
import type { MeasuredRow, RunRow } from '../store/runs'
import type { Store } from '../store/store'

/** The figures of runs. Those of a finished run never change, so they are computed once. */
export function runSummaries({ runs, designs, rollups }: Store) {
  const done = new Map<string, RunSummary>()
  const oracles = new Map<string, boolean>()

  /** A saved graph never changes, so it is read once. */
  function usesKey(graphHash: string): boolean {
    const known = oracles.get(graphHash)
    if (known !== undefined) return known
    const oracle = hasOracle(parseGraph(designs.graphOf(graphHash), 'the saved graph'))
    oracles.set(graphHash, oracle)
    return oracle
  }

  /** The figures of a run over these of its results. */
  function over(run: RunRow, results: readonly MeasuredRow[]): RunSummary {
    return withFigures(run, summarise(results))
  }

  function withFigures({ id, graph, graphHash, dataset, mode }: RunRow, figures: Figures): RunSummary {
    return { id, graph, dataset, mode, oracle: usesKey(graphHash), ...figures }
  }

  return {
    ofRun(run: RunRow): RunSummary {
      const known = done.get(run.id)
      if (known !== undefined) return known
      const rolledUp = rollups.find(run.id)
      const summary = rolledUp === undefined ? over(run, runs.measured(run.id)) : withFigures(run, rolledUp.figures)
      if (run.status === 'done') done.set(run.id, summary)
      return summary
    },
    over,
    forget: (runId: string): void => void done.delete(runId),
  }
}
export type Summaries = ReturnType<typeof runSummaries>
