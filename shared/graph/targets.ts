import { findKind } from '../nodes/kinds'
import { type Graph, splitFrom } from './schema'
import { checkGraph, liveEdges } from './validate'

/**
 * The ids of the nodes that an edge from this port may lead to: neither the entry nor a comment, and none from which problems
 * come back to the port's own node, unless the port is a bounded one. In one search, however large the graph.
 */
export function targetsFor(graph: Graph, from: string): Set<string> {
  const { checked } = checkGraph(graph)
  const source = splitFrom(from)
  const targets = new Set<string>()
  const node = graph.nodes.find(({ id }) => id === source.node)
  if (node === undefined || findKind(node.kind)?.comment === true) return targets
  const right = checked.get(source.node)
  if (right !== undefined && !right.ports.includes(source.port)) return targets
  const bound = right?.kind.bounded?.(right.settings)
  const isFree = bound?.port === source.port || (right?.passes !== undefined && right.passes !== source.port)
  const before = isFree ? new Set<string>() : nodesBefore(graph, source.node, from)
  for (const { id, kind } of graph.nodes) {
    const { entry, comment } = findKind(kind) ?? {}
    if (entry !== true && comment !== true && !before.has(id)) targets.add(id)
  }
  return targets
}

/** The nodes from which problems come to this one without using a bounded port, itself among them. */
function nodesBefore(graph: Graph, id: string, replaced: string): Set<string> {
  const { checked } = checkGraph(graph)
  const sources = new Map<string, string[]>()
  for (const { from, to } of liveEdges(graph, checked)) {
    const { node, port } = splitFrom(from)
    const right = checked.get(node)
    if (from === replaced || right?.kind.bounded?.(right.settings).port === port) continue
    const known = sources.get(to)
    if (known === undefined) sources.set(to, [node])
    else known.push(node)
  }
  const before = new Set([id])
  const waiting = [id]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const source of sources.get(next) ?? []) {
      if (before.has(source)) continue
      before.add(source)
      waiting.push(source)
    }
  }
  return before
}
