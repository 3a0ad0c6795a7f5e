import { findKind, type KindId, kinds } from '../nodes/kinds'
import { type Graph, type GraphNode, splitFrom } from './schema'

/** Pure edits: each gives a new document and leaves the old one alone. */

/** A node of this kind with default settings and an id that the graph has not. */
export function newNode(graph: Graph, kind: KindId, at: readonly [number, number]): GraphNode {
  const settings = kinds[kind].settings.parse({}) as Record<string, unknown>
  const [firstRole] = Object.keys(graph.roles)
  if ('role' in settings && firstRole !== undefined && !Object.hasOwn(graph.roles, String(settings.role)))
    settings.role = firstRole
  return { id: freeId(graph, kind), kind, at: [...at], settings }
}

function freeId(graph: Graph, kind: string): string {
  const taken = new Set(graph.nodes.map(({ id }) => id))
  if (!taken.has(kind)) return kind
  let count = 2
  while (taken.has(`${kind}-${count}`)) count += 1
  return `${kind}-${count}`
}

export function addNode(graph: Graph, node: GraphNode): Graph {
  return { ...graph, nodes: [...graph.nodes, node] }
}

export function moveNodes(graph: Graph, positions: ReadonlyMap<string, readonly [number, number]>): Graph {
  return mapNodes(graph, (node) => {
    const at = positions.get(node.id)
    return at === undefined ? node : { ...node, at: [at[0], at[1]] }
  })
}

export function renameNode(graph: Graph, id: string, title: string): Graph {
  return mapNodes(graph, (node) => (node.id === id ? { ...node, title } : node))
}

/** Sets one setting; see `changeSettings`. */
export function setSetting(graph: Graph, id: string, field: string, value: unknown): Graph {
  return changeSettings(graph, id, { [field]: value })
}

/** Sets one setting of several nodes alike. */
export function setSettingOfAll(graph: Graph, ids: readonly string[], field: string, value: unknown): Graph {
  return ids.reduce((changed, id) => setSetting(changed, id, field, value), graph)
}

/**
 * Sets several settings as one edit. Where one port took another's place by that, it was renamed and its edge follows;
 * edges of ports that are gone are removed.
 */
export function changeSettings(graph: Graph, id: string, settings: Readonly<Record<string, unknown>>): Graph {
  const before = portsOfNode(graph.nodes.find((node) => node.id === id)) ?? []
  const changed = mapNodes(graph, (node) =>
    node.id === id ? { ...node, settings: { ...node.settings, ...settings } } : node,
  )
  const after = portsOfNode(changed.nodes.find((node) => node.id === id))
  if (after === undefined) return changed
  const renamed = renamedPort(before, after)
  const edges = changed.edges.flatMap((edge) => {
    const { node, port } = splitFrom(edge.from)
    if (node !== id || after.includes(port)) return [edge]
    return port === renamed?.from ? [{ ...edge, from: `${id}.${renamed.to}` }] : []
  })
  return { ...changed, edges }
}

function renamedPort(before: readonly string[], after: readonly string[]): { from: string; to: string } | undefined {
  const [from, ...moreGone] = before.filter((port) => !after.includes(port))
  const [to, ...moreCome] = after.filter((port) => !before.includes(port))
  if (from === undefined || to === undefined || moreGone.length + moreCome.length > 0) return undefined
  return { from, to }
}

/** The ports of a node as its settings have them now; undefined where kind or settings are wrong. */
export function portsOfNode(node: GraphNode | undefined): readonly string[] | undefined {
  const kind = node === undefined ? undefined : findKind(node.kind)
  const settings = kind?.settings.safeParse(node?.settings)
  if (kind === undefined || settings?.success !== true) return undefined
  return typeof kind.ports === 'function' ? kind.ports(settings.data) : kind.ports
}

/** Joins a port to a node; an edge that left by that port before is replaced. */
export function connect(graph: Graph, from: string, to: string): Graph {
  return { ...graph, edges: [...graph.edges.filter((edge) => edge.from !== from), { from, to }] }
}

export function removeEdges(graph: Graph, froms: ReadonlySet<string>): Graph {
  return { ...graph, edges: graph.edges.filter(({ from }) => !froms.has(from)) }
}

/** Removes nodes and every edge that touches them. */
export function removeNodes(graph: Graph, ids: ReadonlySet<string>): Graph {
  return {
    ...graph,
    nodes: graph.nodes.filter(({ id }) => !ids.has(id)),
    edges: graph.edges.filter(({ from, to }) => !ids.has(splitFrom(from).node) && !ids.has(to)),
  }
}

export function bindRole(graph: Graph, role: string, binding: { connection: string; model: string }): Graph {
  return { ...graph, roles: { ...graph.roles, [role]: { ...graph.roles[role], ...binding } } }
}

export function describeGraph(graph: Graph, words: Partial<Pick<Graph, 'name' | 'description'>>): Graph {
  return { ...graph, ...words }
}

/** Sets what one problem may take or cost; `undefined` takes that budget away. */
export function setLimit(graph: Graph, name: 'latencyMs' | 'usd', value: number | undefined): Graph {
  const { [name]: _, ...limits } = graph.limits
  return { ...graph, limits: value === undefined ? limits : { ...limits, [name]: value } }
}

export function removeRole(graph: Graph, role: string): Graph {
  const { [role]: _, ...roles } = graph.roles
  return { ...graph, roles }
}

/** Copies nodes and the edges among them under new ids, moved by `offset`; `ids` are those of the copies. */
export function insertCopies(
  graph: Graph,
  copied: Pick<Graph, 'nodes' | 'edges'>,
  offset: readonly [number, number],
): { graph: Graph; ids: string[] } {
  const idByOld = new Map<string, string>()
  let next = graph
  for (const node of copied.nodes) {
    const id = freeId(next, node.id.replace(/-\d+$/, ''))
    idByOld.set(node.id, id)
    next = addNode(next, { ...node, id, at: [node.at[0] + offset[0], node.at[1] + offset[1]] })
  }
  for (const edge of copied.edges) {
    const { node, port } = splitFrom(edge.from)
    const source = idByOld.get(node)
    const target = idByOld.get(edge.to)
    if (source !== undefined && target !== undefined) next = connect(next, `${source}.${port}`, target)
  }
  return { graph: next, ids: [...idByOld.values()] }
}

function mapNodes(graph: Graph, change: (node: GraphNode) => GraphNode): Graph {
  return { ...graph, nodes: graph.nodes.map(change) }
}
