import { findKind } from '../nodes/kinds'
import { addNode, bindRole, connect, freeId, newNode, removeNodes, setSetting, switchNodes } from './edit'
import { type Graph, type GraphEdge, type GraphNode, limitsSchema } from './schema'
import { targetsFor } from './targets'
import type { GraphIssue, IssueCode } from './validate'

/** A mechanical way to put an issue right. */
export interface Fix {
  /** What it does, as a command. */
  title: string
  graph: Graph
}

type MakeFix = (graph: Graph, issue: GraphIssue) => Fix | undefined

/** What puts an issue right without a decision of the user; undefined where there is something to decide. */
export function fixFor(graph: Graph, issue: GraphIssue): Fix | undefined {
  return fixes[issue.code]?.(graph, issue)
}

const removeEdge: MakeFix = (graph, { edge }) => {
  if (edge === undefined) return undefined
  const at = lastIndexOf(graph.edges, edge)
  return { title: 'Remove the edge', graph: { ...graph, edges: graph.edges.filter((_, index) => index !== at) } }
}

const removeNode: MakeFix = (graph, { nodeId }) =>
  nodeId === undefined ? undefined : { title: 'Remove the node', graph: removeNodes(graph, new Set([nodeId])) }

const addEnd =
  (kind: 'input' | 'output', title: string): MakeFix =>
  (graph) => {
    const xs = graph.nodes.map(({ at: [x] }) => x)
    const ys = graph.nodes.map(({ at: [, y] }) => y)
    const x = xs.length === 0 ? 0 : kind === 'input' ? Math.min(...xs) - 280 : Math.max(...xs) + 280
    return { title, graph: addNode(graph, newNode(graph, kind, [x, ys.length === 0 ? 0 : Math.min(...ys)])) }
  }

const fixes: Partial<Record<IssueCode, MakeFix>> = {
  'same-id': (graph, { nodeId }) => {
    const at = graph.nodes.findLastIndex(({ id }) => id === nodeId)
    const node = graph.nodes[at]
    if (node === undefined) return undefined
    return { title: 'Give it another id', graph: replaceNode(graph, at, { ...node, id: freeId(graph, node.id) }) }
  },
  'unknown-kind': removeNode,
  'unknown-setting': (graph, { nodeId }) =>
    changeNode(graph, nodeId, 'Remove what does nothing', (node) => {
      const known = findKind(node.kind)?.settings.shape ?? {}
      const settings = Object.entries(node.settings).filter(([field]) => Object.hasOwn(known, field))
      return { ...node, settings: Object.fromEntries(settings) }
    }),
  'unknown-limit': (graph) => {
    const limits = Object.entries(graph.limits).filter(([limit]) => Object.hasOwn(limitsSchema.shape, limit))
    return { title: 'Remove what does nothing', graph: { ...graph, limits: Object.fromEntries(limits) } }
  },
  setting: (graph, { nodeId, field }) => {
    const node = graph.nodes.find(({ id }) => id === nodeId)
    const kind = node === undefined ? undefined : findKind(node.kind)
    if (node === undefined || kind === undefined || field === undefined) return undefined
    const standard = kind.settings.parse({}) as Record<string, unknown>
    if (!Object.hasOwn(kind.settings.shape, field)) return undefined
    return { title: 'Set it to its default', graph: setSetting(graph, node.id, field, standard[field]) }
  },
  'no-entry': addEnd('input', 'Add a “Problems” node'),
  'no-output': addEnd('output', 'Add an “Answer” node'),
  'edge-from-nowhere': removeEdge,
  'edge-without-port': removeEdge,
  'edge-twice': removeEdge,
  'edge-to-nowhere': removeEdge,
  'edge-to-entry': removeEdge,
  'edge-to-comment': removeEdge,
  cycle: removeEdge,
  'open-port': (graph, { nodeId, port }) => {
    const ends = graph.nodes.filter(({ kind }) => kind === 'output')
    const [end] = ends
    const from = `${nodeId ?? ''}.${port ?? ''}`
    // With several outputs it is for the user to say which.
    if (end === undefined || ends.length > 1 || !targetsFor(graph, from).has(end.id)) return undefined
    const title = end.title === undefined || end.title === '' ? 'the output' : `“${end.title}”`
    return { title: `Connect it to ${title}`, graph: connect(graph, from, end.id) }
  },
  role: (graph, { nodeId }) => {
    const [role] = Object.keys(graph.roles)
    const asked = graph.nodes.find(({ id }) => id === nodeId)?.settings.role
    if (role !== undefined && nodeId !== undefined) {
      return { title: `Ask “${role}”`, graph: setSetting(graph, nodeId, 'role', role) }
    }
    if (asked !== undefined && (typeof asked !== 'string' || !/^[a-z][a-z0-9-]{0,63}$/.test(asked))) return undefined
    const binding = { connection: 'simulated', model: 'standard' }
    return { title: 'Bind it to a simulated model', graph: bindRole(graph, asked ?? 'fast', binding) }
  },
  'no-model-behind': (graph, { nodeId }) =>
    nodeId === undefined
      ? undefined
      : { title: 'Key it by the question', graph: setSetting(graph, nodeId, 'keyBy', 'question') },
  unreachable: removeNode,
  off: (graph, { nodeId }) =>
    nodeId === undefined ? undefined : { title: 'Switch it on', graph: switchNodes(graph, new Set([nodeId]), false) },
}

function changeNode(
  graph: Graph,
  nodeId: string | undefined,
  title: string,
  change: (node: GraphNode) => GraphNode,
): Fix | undefined {
  const at = graph.nodes.findIndex(({ id }) => id === nodeId)
  const node = graph.nodes[at]
  return node === undefined ? undefined : { title, graph: replaceNode(graph, at, change(node)) }
}

function replaceNode(graph: Graph, at: number, node: GraphNode): Graph {
  return { ...graph, nodes: graph.nodes.map((before, index) => (index === at ? node : before)) }
}

function lastIndexOf(edges: readonly GraphEdge[], edge: Pick<GraphEdge, 'from' | 'to'>): number {
  return edges.findLastIndex(({ from, to }) => from === edge.from && to === edge.to)
}
