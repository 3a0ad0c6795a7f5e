import { summarise } from '../../shared/evidence/summary'
import { parseGraph } from '../../shared/graph/load'
import { hasOracle } from '../../shared/graph/oracle'
import { addCost } from '../../shared/ledger/price'
import type { RunSummary } from '../../shared/report'
import type { MeasuredRow, RunRow } from '../store/runs'
import type { Store } from '../store/store'

/** The figures of runs. Those of a finished run never change, so they are computed once. */
export function runSummaries({ runs, designs, problems }: Store) {
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
  function over({ id, graph, graphHash, dataset, mode }: RunRow, results: readonly MeasuredRow[]): RunSummary {
    return { id, graph, dataset, mode, ...factsOf(graphHash), ...summarise(results) }
  }

  /** What the results alone do not tell: verdicts by hand, and what was billed for attempts that were walked again. */
  function withKept(summary: RunSummary): RunSummary {
    const corrected = problems.corrected(summary.id)
    const retiredUsd = problems.retiredUsd(summary.id)
    return {
      ...summary,
      billedUsd: addCost(summary.billedUsd, retiredUsd),
      ...(corrected === 0 ? {} : { corrected }),
    }
  }

  return {
    ofRun(run: RunRow): RunSummary {
      const known = done.get(run.id)
      if (known !== undefined) return known
      const summary = withKept(over(run, runs.measured(run.id)))
      if (run.status === 'done') done.set(run.id, summary)
      return summary
    },
    over,
    forget: (runId: string): void => void done.delete(runId),
  }
}
export type Summaries = ReturnType<typeof runSummaries>
