import { portsOfNode } from '../../shared/graph/edit'
import { type Graph, type GraphNode, splitFrom } from '../../shared/graph/schema'
import { findKind, isComment } from '../../shared/nodes/kinds'

export interface OutlineRow {
  node: GraphNode
  /** Every way out, and the node it leads to; undefined for one that leads nowhere. */
  exits: readonly { port: string; to: GraphNode | undefined }[]
}

/** The nodes in the order in which a problem may meet them, depth first by the order of ports; then what none can reach, then comments. */
export function outlineOf(graph: Graph): OutlineRow[] {
  const nodesById = new Map(graph.nodes.map((node) => [node.id, node]))
  const targets = new Map(graph.edges.map(({ from, to }) => [from, to]))
  const used = new Map<string, string[]>()
  for (const { from } of graph.edges) {
    const { node, port } = splitFrom(from)
    used.set(node, [...(used.get(node) ?? []), port])
  }
  const exitsOf = (node: GraphNode) =>
    (portsOfNode(node) ?? used.get(node.id) ?? []).map((port) => ({
      port,
      to: nodesById.get(targets.get(`${node.id}.${port}`) ?? ''),
    }))
  const rows = new Map<string, OutlineRow>()
  const entries = graph.nodes.filter(({ kind }) => findKind(kind)?.entry === true)
  const others = graph.nodes.filter(({ kind }) => !isComment(kind))
  const comments = graph.nodes.filter(({ kind }) => isComment(kind))
  for (const start of [...entries, ...others, ...comments]) {
    // An explicit stack: a file may hold a chain longer than the call stack.
    const waiting = [start]
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      if (rows.has(node.id)) continue
      const exits = exitsOf(node)
      rows.set(node.id, { node, exits })
      for (const { to } of exits.toReversed()) if (to !== undefined) waiting.push(to)
    }
  }
  return [...rows.values()]
}
