import { randomUUID } from 'node:crypto'
import type { DesignSummary } from '../../shared/contract'
import { parseGraph } from '../../shared/graph/load'
import { hashGraph, writeGraph } from '../../shared/graph/write'
import type { DesignRow } from '../store/designs'
import type { Store } from '../store/store'
import type { Summaries } from './summaries'

export function designsService(store: Store, summaries: Summaries) {
  const { designs, runs } = store

  function summary(row: DesignRow): DesignSummary {
    const last = runs.newestDone(row.id)
    if (last === undefined) return { ...row, lastRun: null }
    const { id, dataset, accuracy, usdPerCorrect, oracle, latencyMs, latencyBudgetMs } = summaries.ofRun(last)
    const isCurrent = last.graphHash === row.hash
    return { ...row, lastRun: { id, dataset, accuracy, usdPerCorrect, oracle, latencyMs, latencyBudgetMs, isCurrent } }
  }

  /** The text is read by the one reader and written anew, so that what is kept is always in stable order. */
  function readText(text: string): { name: string; hash: string; body: string } {
    const graph = parseGraph(text, 'the graph')
    return { name: graph.name, hash: hashGraph(graph), body: writeGraph(graph) }
  }

  return {
    list: (): DesignSummary[] => designs.list().map(summary),
    get: (id: string): { summary: DesignSummary; graph: string } => {
      const row = designs.get(id)
      return { summary: summary(row), graph: designs.graphOf(row.hash) }
    },
    /** An incomplete graph can be saved: people save before they are done. It cannot be run. */
    save: (input: { id: string; graph: string; baseHash: string }): DesignSummary =>
      summary(designs.save({ ...readText(input.graph), id: input.id, baseHash: input.baseHash })),
    create: (input: { graph: string }): DesignSummary =>
      summary(designs.create({ ...readText(input.graph), id: randomUUID() })),
    remove: (id: string): boolean => designs.remove(id),
    restore: (id: string): DesignSummary => summary(designs.restore(id)),
  }
}
export type DesignsService = ReturnType<typeof designsService>
