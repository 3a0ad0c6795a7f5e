import { summarise } from '../../shared/evidence/summary'
import type { RunSummary } from '../../shared/report'
import type { RunRow } from '../store/runs'
import type { Store } from '../store/store'

/** The figures of runs. Those of a finished run never change, so they are computed once. */
export function runSummaries({ runs }: Store) {
  const done = new Map<string, RunSummary>()
  return {
    ofRun(run: RunRow): RunSummary {
      const known = done.get(run.id)
      if (known !== undefined) return known
      const { id, graph, dataset, mode } = run
      const summary: RunSummary = { id, graph, dataset, mode, ...summarise(runs.measured(id)) }
      if (run.status === 'done') done.set(id, summary)
      return summary
    },
    forget: (runId: string): void => void done.delete(runId),
  }
}
export type Summaries = ReturnType<typeof runSummaries>
