import { parseGraph } from '../../shared/graph/load'
import type { Graph } from '../../shared/graph/schema'
import type { Store } from '../store/store'

export type Startable = { designId: string } | { graph: Graph } | { runId: string }

/** Prepares what is about to run: a design, a graph of its own, or a run that goes on. */
export function readyFor({ designs, runs }: Store, loadFor: (graph: Graph) => Promise<void>) {
  return async (what: Startable): Promise<void> => {
    if ('graph' in what) return loadFor(what.graph)
    const hash = 'designId' in what ? designs.get(what.designId).hash : runs.get(what.runId).graphHash
    await loadFor(parseGraph(designs.graphOf(hash), 'the saved graph'))
  }
}
