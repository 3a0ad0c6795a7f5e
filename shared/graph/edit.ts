import { portsOf } from '../nodes/kind'
import { findKind, type KindId, kinds } from '../nodes/kinds'
import { type Graph, type GraphNode, splitFrom } from './schema'
import { readSettings } from './validate'

/** Pure edits: each gives a new document and leaves the old one alone. */

/** A node of this kind with default settings and an id that the graph has not. */
export function newNode(graph: Graph, kind: KindId, at: readonly [number, number]): GraphNode {
  const settings = kinds[kind].settings.parse({}) as Record<string, unknown>
  const [firstRole] = Object.keys(graph.roles)
  if ('role' in settings && firstRole !== undefined && !Object.hasOwn(graph.roles, String(settings.role)))
    settings.role = firstRole
  return { id: freeId(graph, kind), kind, at: [...at], settings }
}

/** `kind`, or `kind-2` and so on where that is taken. */
export function freeId(graph: Graph, kind: string): string {
  return firstFree(kind, new Set(graph.nodes.map(({ id }) => id)))
}

function firstFree(kind: string, taken: ReadonlySet<string>): string {
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
  if (node === undefined || kind === undefined) return undefined
  const settings = readSettings(node, kind)
  return settings.success ? portsOf(kind, settings.data) : undefined
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

/** Switches nodes off or on again. A node that is on says nothing of it, so that its file stays as it was. */
export function switchNodes(graph: Graph, ids: ReadonlySet<string>, off: boolean): Graph {
  return mapNodes(graph, (node) => {
    if (!ids.has(node.id) || (node.off === true) === off) return node
    const { off: _, ...on } = node
    return off ? { ...on, off } : on
  })
}

/** What is copied of a graph: some of its nodes, and the model roles that they may ask. */
export type GraphPart = Pick<Graph, 'nodes' | 'edges'> & Partial<Pick<Graph, 'roles'>>

/** The nodes with these ids, the edges among them and the roles of the graph. */
export function partOf(graph: Graph, ids: ReadonlySet<string>): Required<GraphPart> {
  return {
    nodes: graph.nodes.filter(({ id }) => ids.has(id)),
    edges: graph.edges.filter(({ from, to }) => ids.has(splitFrom(from).node) && ids.has(to)),
    roles: graph.roles,
  }
}

/**
 * Copies nodes and the edges among them under new ids, moved by `offset`; `ids` are those of the copies. A role that they
 * ask and that the graph does not know comes along with its binding.
 */
export function insertCopies(
  graph: Graph,
  copied: GraphPart,
  offset: readonly [number, number],
): { graph: Graph; ids: string[] } {
  const taken = new Set(graph.nodes.map(({ id }) => id))
  const idByOld = new Map<string, string>()
  const nodes = copied.nodes.map((node): GraphNode => {
    const id = firstFree(node.id.replace(/-\d+$/, ''), taken)
    taken.add(id)
    idByOld.set(node.id, id)
    return { ...node, id, at: [node.at[0] + offset[0], node.at[1] + offset[1]] }
  })
  const edges = copied.edges.flatMap((edge) => {
    const { node, port } = splitFrom(edge.from)
    const source = idByOld.get(node)
    const target = idByOld.get(edge.to)
    return source === undefined || target === undefined ? [] : [{ ...edge, from: `${source}.${port}`, to: target }]
  })
  const asked = new Set(copied.nodes.map(({ settings }) => settings.role))
  const roles = Object.entries(copied.roles ?? {}).filter(([role]) => asked.has(role))
  const next: Graph = {
    ...graph,
    nodes: [...graph.nodes, ...nodes],
    edges: [...graph.edges, ...edges],
    roles: { ...Object.fromEntries(roles), ...graph.roles },
  }
  return { graph: next, ids: [...idByOld.values()] }
}

function mapNodes(graph: Graph, change: (node: GraphNode) => GraphNode): Graph {
  return { ...graph, nodes: graph.nodes.map(change) }
}

/** Puts a new node on the edge that leaves by `from`: its first port goes on to where the edge led. */
export function insertOnEdge(graph: Graph, from: string, node: GraphNode): Graph {
  const edge = graph.edges.find((other) => other.from === from)
  const added = connect(addNode(graph, node), from, node.id)
  const [port] = portsOfNode(node) ?? []
  return edge === undefined || port === undefined ? added : connect(added, `${node.id}.${port}`, edge.to)
}

/** Gives a note or a frame another size. */
export function resizeNode(graph: Graph, id: string, [width, height]: readonly [number, number]): Graph {
  return mapNodes(graph, (node) => (node.id === id ? { ...node, settings: { ...node.settings, width, height } } : node))
}
