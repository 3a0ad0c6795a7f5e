import { type Graph, type GraphEdge, splitFrom } from './schema'

/** The ids of all nodes that a problem at `start` may still come to, `start` among them. */
export function reachableFrom(graph: Pick<Graph, 'edges'>, start: string): Set<string> {
  const next = targetsByNode(graph.edges)
  const reached = new Set([start])
  const waiting = [start]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    for (const edge of next.get(id) ?? []) {
      if (reached.has(edge.to)) continue
      reached.add(edge.to)
      waiting.push(edge.to)
    }
  }
  return reached
}

/**
 * The edges that close a cycle: without them the rest is acyclic (depth-first search; a back edge leads to a node that is
 * still open). Given all edges but those of bounded ports, an empty result proves that every walk ends: between two uses
 * of a bounded port no node comes twice, and each bounded port is used a bounded number of times.
 */
export function findUnboundedEdges(edges: readonly GraphEdge[]): GraphEdge[] {
  const next = targetsByNode(edges)
  const state = new Map<string, 'open' | 'closed'>()
  const closing: GraphEdge[] = []
  for (const start of next.keys()) {
    if (!state.has(start)) searchFrom(start)
  }
  return closing

  // An explicit stack: a file may hold a chain longer than the call stack.
  function searchFrom(start: string): void {
    const stack = [{ id: start, at: 0 }]
    state.set(start, 'open')
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const edge = next.get(top.id)?.[top.at++]
      if (edge === undefined) {
        state.set(top.id, 'closed')
        stack.pop()
      } else if (state.get(edge.to) === 'open') {
        closing.push(edge)
      } else if (!state.has(edge.to)) {
        state.set(edge.to, 'open')
        stack.push({ id: edge.to, at: 0 })
      }
    }
  }
}

function targetsByNode(edges: readonly GraphEdge[]): Map<string, GraphEdge[]> {
  const targets = new Map<string, GraphEdge[]>()
  for (const edge of edges) {
    const { node } = splitFrom(edge.from)
    const known = targets.get(node)
    if (known === undefined) targets.set(node, [edge])
    else known.push(edge)
  }
  return targets
}
