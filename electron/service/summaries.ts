import { allRows, type Rows, type RunColumns, summariseRows } from '../../shared/evidence/run-columns'
import type { Figures } from '../../shared/evidence/summary'
import { parseGraph } from '../../shared/graph/load'
import { hasOracle } from '../../shared/graph/oracle'
import type { Graph } from '../../shared/graph/schema'
import { findKind } from '../../shared/nodes/kinds'
import type { RunSummary } from '../../shared/report'
import type { RunRow } from '../store/runs'
import type { Store } from '../store/store'
import { billedByLedger } from './roll-up-stored'
import type { ColumnsOfRuns } from './run-columns'

/** What a saved graph says about the figures of its runs. */
export interface GraphTraits {
  oracle: boolean
  /** It has a node by which problems can escalate; without one there is no rate. */
  escalates: boolean
  latencyBudgetMs: number | null
}

/** The figures of runs. Those of a finished run never change, so they are computed once. */
export function runSummaries({ designs, rollups, problems, calls }: Store, columns: ColumnsOfRuns) {
  const done = new Map<string, RunSummary>()
  const known = new Map<string, GraphTraits>()
  const listeners: ((runId: string) => void)[] = []

  /** A saved graph never changes, so it is read once. */
  function traits(graphHash: string): GraphTraits {
    const read = known.get(graphHash) ?? traitsOf(parseGraph(designs.graphOf(graphHash), 'the saved graph'))
    known.set(graphHash, read)
    return read
  }

  /** The figures of a run over these of its results. */
  function over(run: RunRow, of: RunColumns, rows: Rows): RunSummary {
    return withFigures(run, summariseRows(of, rows, run))
  }

  function withFigures({ id, graph, graphHash, dataset, mode }: RunRow, figures: Figures): RunSummary {
    const { oracle, escalates, latencyBudgetMs } = traits(graphHash)
    const escalationRate = escalates ? figures.escalationRate : null
    // Of the whole run, whichever of its results the other figures are over.
    const kept = rollups.find(id)?.billedUsd
    const billedUsd = kept === undefined ? billedByLedger({ calls }, { id, mode }) : kept
    return { id, graph, dataset, mode, oracle, latencyBudgetMs, ...figures, escalationRate, billedUsd }
  }

  function overAll(run: RunRow): RunSummary {
    const of = columns.of(run)
    return over(run, of, allRows(of))
  }

  /** How many verdicts are a person's: the results alone do not tell. */
  function withCorrected(summary: RunSummary): RunSummary {
    const corrected = problems.corrected(summary.id)
    return corrected === 0 ? summary : { ...summary, corrected }
  }

  return {
    ofRun(run: RunRow): RunSummary {
      const kept = done.get(run.id)
      if (kept !== undefined) return kept
      const rolledUp = rollups.find(run.id)
      const summary = withCorrected(rolledUp === undefined ? overAll(run) : withFigures(run, rolledUp.figures))
      if (run.status === 'done') done.set(run.id, summary)
      return summary
    },
    over,
    traits,
    /** To be called where the results of a finished run change after all, or are gone. */
    forget(runId: string): void {
      done.delete(runId)
      columns.forget(runId)
      for (const listener of listeners) listener(runId)
    },
    /** For whoever keeps more of a run than its summary. */
    onForget: (listener: (runId: string) => void): void => void listeners.push(listener),
  }
}
export type Summaries = ReturnType<typeof runSummaries>

function traitsOf(graph: Graph): GraphTraits {
  return {
    oracle: hasOracle(graph),
    escalates: graph.nodes.some(({ kind }) => findKind(kind)?.escalates !== undefined),
    latencyBudgetMs: graph.limits.latencyMs ?? null,
  }
}
