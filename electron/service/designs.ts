import { randomUUID } from 'node:crypto'
import type { DesignSummary, Version } from '../../shared/designs-contract'
import { freeName } from '../../shared/graph/free-name'
import { parseGraph } from '../../shared/graph/load'
import type { Graph } from '../../shared/graph/schema'
import { hashGraph, writeGraph } from '../../shared/graph/write'
import type { DesignRow } from '../store/designs'
import type { RunRow } from '../store/runs'
import type { Store } from '../store/store'
import type { VersionRow } from '../store/versions'
import type { Summaries } from './summaries'

const mostTags = 20
const longestTag = 40

export function designsService(store: Store, summaries: Summaries) {
  const { designs, runs } = store
  const history = designs.versions

  function figures(run: RunRow) {
    const { id, dataset, accuracy, usdPerCorrect, oracle, latencyMs, latencyBudgetMs } = summaries.ofRun(run)
    return { id, dataset, accuracy, usdPerCorrect, oracle, latencyMs, latencyBudgetMs }
  }

  function summary(row: DesignRow): DesignSummary {
    const last = runs.newestDone(row.id)
    if (last === undefined) return { ...row, lastRun: null }
    return { ...row, lastRun: { ...figures(last), isCurrent: last.graphHash === row.hash } }
  }

  /** What is kept is always in stable order. */
  function asKept(graph: Graph): { name: string; hash: string; body: string } {
    return { name: graph.name, hash: hashGraph(graph), body: writeGraph(graph) }
  }

  /** Every text is read by the one reader. */
  const read = (text: string) => parseGraph(text, 'the graph')

  function open(row: DesignRow): { summary: DesignSummary; graph: string } {
    return { summary: summary(row), graph: designs.graphOf(row.hash) }
  }

  function versions(id: string): Version[] {
    designs.get(id)
    const byHash = new Map<string, RunRow[]>()
    for (const run of runs.list()) {
      if (run.designId === id) byHash.set(run.graphHash, [...(byHash.get(run.graphHash) ?? []), run])
    }
    return history.list(id).map((row: VersionRow): Version => {
      const ofIt = byHash.get(row.hash) ?? []
      const last = ofIt.find(({ status }) => status === 'done')
      return { ...row, runs: ofIt.length, lastRun: last === undefined ? null : figures(last) }
    })
  }

  return {
    list: (): DesignSummary[] => designs.list().map(summary),
    get: (id: string): { summary: DesignSummary; graph: string } => open(designs.get(id)),
    /** An incomplete graph can be saved: people save before they are done. It cannot be run. */
    save: (input: { id: string; graph: string; baseHash: string }): DesignSummary =>
      summary(designs.save({ ...asKept(read(input.graph)), id: input.id, baseHash: input.baseHash })),
    /** Under a name that no other design has. */
    create: (input: { graph: string }): DesignSummary => {
      const graph = read(input.graph)
      const name = freeName(graph.name, new Set(designs.list().map((row) => row.name)))
      return summary(designs.create({ ...asKept({ ...graph, name }), id: randomUUID() }))
    },
    remove: (id: string): boolean => designs.remove(id),
    restore: (id: string): DesignSummary => summary(designs.restore(id)),
    archive: (id: string, archived: boolean): DesignSummary => summary(designs.archive(id, archived)),
    setTags: (id: string, tags: readonly string[]): DesignSummary => {
      const tidy = tags.map((tag) => tag.replace(/\s+/g, ' ').trim().slice(0, longestTag)).filter((tag) => tag !== '')
      return summary(designs.setTags(id, [...new Set(tidy)].slice(0, mostTags)))
    },
    versions,
    version: (id: string, number: number): { graph: string } => ({
      graph: designs.graphOf(history.get(id, number).hash),
    }),
    labelVersion: (input: { id: string; number: number; label: string | null }): Version[] => {
      const label = input.label?.trim() ?? ''
      history.label(input.id, input.number, label === '' ? null : label)
      return versions(input.id)
    },
    restoreVersion: (id: string, number: number): { summary: DesignSummary; graph: string } => {
      const { name } = read(designs.graphOf(history.get(id, number).hash))
      return open(designs.restoreVersion(id, number, name))
    },
  }
}
export type DesignsService = ReturnType<typeof designsService>
