import { type Figures, summarise } from '../../shared/evidence/summary'
import { parseGraph } from '../../shared/graph/load'
import { hasOracle } from '../../shared/graph/oracle'
import type { RunSummary } from '../../shared/report'
import type { MeasuredRow, RunRow } from '../store/runs'
import type { Store } from '../store/store'

/** The figures of runs. Those of a finished run never change, so they are computed once. */
export function runSummaries({ runs, designs, rollups }: Store) {
  const done = new Map<string, RunSummary>()
  const graphs = new Map<string, Pick<RunSummary, 'oracle' | 'latencyBudgetMs'>>()

  /** A saved graph never changes, so it is read once. */
  function factsOf(graphHash: string): Pick<RunSummary, 'oracle' | 'latencyBudgetMs'> {
    const known = graphs.get(graphHash)
    if (known !== undefined) return known
    const graph = parseGraph(designs.graphOf(graphHash), 'the saved graph')
    const facts = { oracle: hasOracle(graph), latencyBudgetMs: graph.limits.latencyMs ?? null }
    graphs.set(graphHash, facts)
    return facts
  }

  /** The figures of a run over these of its results. */
  function over(run: RunRow, results: readonly MeasuredRow[]): RunSummary {
    return withFigures(run, summarise(results))
  }

  function withFigures({ id, graph, graphHash, dataset, mode }: RunRow, figures: Figures): RunSummary {
    return { id, graph, dataset, mode, ...factsOf(graphHash), ...figures }
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
