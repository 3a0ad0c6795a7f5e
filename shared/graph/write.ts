import { canonicalJson, sha256 } from '../hash'
import { findKind } from '../nodes/kinds'
import type { Graph, GraphNode } from './schema'

const documentKeys = ['format', 'version', 'name', 'description', 'limits', 'roles', 'nodes', 'edges']
const nodeKeys = ['id', 'kind', 'title', 'at', 'off', 'settings']
const edgeKeys = ['from', 'to']

/** The document as stable JSON text: keys in the order of the schemas, unknown ones after them by name, so that a diff shows only what changed. */
export function writeGraph(graph: Graph): string {
  const ordered = order(graph, documentKeys)
  ordered.limits = order(graph.limits, [])
  ordered.roles = order(graph.roles, [])
  ordered.nodes = graph.nodes.map(orderNode)
  ordered.edges = graph.edges.map((edge) => order(edge, edgeKeys))
  const text = JSON.stringify(ordered, null, 2)
  // A place reads better on one line; within a string the quote before the colon would be escaped.
  return `${text.replace(/"at": \[\s+([^\s,]+),\s+([^\s,]+)\s+\]/g, '"at": [$1, $2]')}\n`
}

function orderNode(node: GraphNode): Record<string, unknown> {
  const kind = findKind(node.kind)
  const known = kind === undefined ? [] : Object.keys(kind.settings.shape)
  return { ...order(node, nodeKeys), settings: order(node.settings, known) }
}

function order(object: Record<string, unknown>, known: readonly string[]): Record<string, unknown> {
  const ordered: Record<string, unknown> = {}
  const rest = Object.keys(object)
    .filter((key) => !known.includes(key))
    .sort()
  for (const key of [...known, ...rest]) {
    if (Object.hasOwn(object, key) && object[key] !== undefined) ordered[key] = object[key]
  }
  return ordered
}

/** The version of a design: SHA-256 of its canonical JSON. */
export function hashGraph(graph: Graph): string {
  return sha256(canonicalJson(graph))
}
