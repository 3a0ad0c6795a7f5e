import { findKind } from '../nodes/kinds'
import { connect, removeNodes } from './edit'
import { type Graph, type GraphNode, splitFrom } from './schema'
import { targetsFor } from './targets'
import { readSettings } from './validate'

/**
 * Removes nodes and joins what led to them to where they led: by the port that stands for a node which is switched off, else
 * by the only edge that leaves it. What cannot be joined without making an edge wrong stays open.
 */
export function removeAndHeal(graph: Graph, ids: ReadonlySet<string>): Graph {
  const onward = onwardOf(graph, ids)
  let healed = removeNodes(graph, ids)
  for (const { from, to } of graph.edges) {
    if (!ids.has(to) || ids.has(splitFrom(from).node)) continue
    const target = followOn(to, onward, ids)
    if (target !== undefined && targetsFor(healed, from).has(target)) healed = connect(healed, from, target)
  }
  return healed
}

/** Where each removed node would send its problems. */
function onwardOf(graph: Graph, ids: ReadonlySet<string>): Map<string, string> {
  const onward = new Map<string, string>()
  for (const node of graph.nodes) {
    if (!ids.has(node.id)) continue
    const leaving = graph.edges.filter(({ from }) => splitFrom(from).node === node.id)
    const port = passThroughOf(node)
    const edge =
      leaving.find(({ from }) => splitFrom(from).port === port) ?? (leaving.length === 1 ? leaving[0] : undefined)
    if (edge !== undefined) onward.set(node.id, edge.to)
  }
  return onward
}

function followOn(start: string, onward: ReadonlyMap<string, string>, ids: ReadonlySet<string>): string | undefined {
  const seen = new Set<string>()
  for (let id: string | undefined = start; id !== undefined && !seen.has(id); id = onward.get(id)) {
    if (!ids.has(id)) return id
    seen.add(id)
  }
  return undefined
}

/** The port that stands for a node while it is switched off; undefined where it cannot be. */
export function passThroughOf(node: GraphNode): string | undefined {
  const kind = findKind(node.kind)
  if (kind?.passThrough === undefined) return undefined
  const settings = readSettings(node, kind)
  return settings.success ? kind.passThrough(settings.data) : undefined
}
