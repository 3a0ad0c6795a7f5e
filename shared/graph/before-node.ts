import { canonicalJson } from '../hash'
import { findKind } from '../nodes/kinds'
import { type Graph, splitFrom } from './schema'

/**
 * All that decides what a node gets to see, as one text: the nodes from which a problem can come to it, with their settings and
 * edges, and the models that they ask. Two graphs with the same text send it the same problems with the same answers. The
 * node's own settings count only where its problems can come back to it.
 */
export function describeBefore(graph: Graph, nodeId: string): string {
  const before = nodesBefore(graph, nodeId)
  const nodes = graph.nodes
    .filter(({ id }) => before.has(id))
    .map(({ at: _, title: __, ...node }) => {
      const parsed = findKind(node.kind)?.settings.safeParse(node.settings)
      return { ...node, settings: parsed?.success === true ? (parsed.data as Record<string, unknown>) : node.settings }
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1))
  const edges = graph.edges
    .filter(({ from, to }) => before.has(splitFrom(from).node) && (before.has(to) || to === nodeId))
    .map(({ from, to }) => `${from} > ${to}`)
    .sort()
  const asked = new Set(nodes.map(({ settings }) => settings.role))
  const roles = Object.entries(graph.roles).filter(([role]) => asked.has(role))
  // Budgets decide only at an escalation.
  const limits = nodes.some(({ kind }) => findKind(kind)?.escalates !== undefined) ? graph.limits : {}
  return canonicalJson({ nodes, edges, roles, limits })
}

/** The nodes from which a problem can come to this one. */
function nodesBefore(graph: Pick<Graph, 'edges'>, nodeId: string): Set<string> {
  const before = new Set<string>()
  const waiting = [nodeId]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    for (const { from, to } of graph.edges) {
      const { node } = splitFrom(from)
      if (to !== id || before.has(node)) continue
      before.add(node)
      waiting.push(node)
    }
  }
  return before
}
