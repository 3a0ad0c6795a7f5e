import { type AnyKind, portsOf } from '../nodes/kind'
import { findKind } from '../nodes/kinds'
import { namePlace, plainIssue } from '../plain-issue'
import { findUnboundedEdges, reachableFrom } from './paths'
import { type Graph, type GraphEdge, type GraphNode, splitFrom } from './schema'

/** What is wrong with a graph, and where. An `error` keeps it from running. */
export interface GraphIssue {
  severity: 'error' | 'warning'
  /** What and where, in one line. */
  message: string
  /** What next. */
  hint: string
  nodeId?: string
  /** The member of `settings` that it is about. */
  field?: string
  edge?: { from: string; to: string }
}

/** A node whose kind is known and whose settings are right. */
export interface CheckedNode {
  node: GraphNode
  kind: AnyKind
  settings: unknown
  ports: readonly string[]
}

interface Checking {
  graph: Graph
  issues: GraphIssue[]
  checked: Map<string, CheckedNode>
}

/** Every issue of a graph; without an `error` among them every walk through it ends at an output or at an optional open port. */
export function validateGraph(graph: Graph): GraphIssue[] {
  return checkGraph(graph).issues
}

/** As `validateGraph`, with the nodes that are right. */
export function checkGraph(graph: Graph): { issues: GraphIssue[]; checked: Map<string, CheckedNode> } {
  const checking: Checking = { graph, issues: [], checked: new Map() }
  checkNodes(checking)
  checkEnds(checking)
  checkEdges(checking)
  checkOpenPorts(checking)
  checkRoles(checking)
  checkCycles(checking)
  checkReach(checking)
  return checking
}

/** How a node is called in a message. */
export function nameOf(node: GraphNode): string {
  return node.title === undefined || node.title === '' ? `“${node.id}”` : `“${node.title}”`
}

function checkNodes({ graph, issues, checked }: Checking): void {
  const seen = new Set<string>()
  for (const node of graph.nodes) {
    if (seen.has(node.id)) {
      issues.push(error(`two nodes have the id “${node.id}”`, 'give one of them another id', { nodeId: node.id }))
      continue
    }
    seen.add(node.id)
    const kind = findKind(node.kind)
    if (kind === undefined) {
      issues.push(
        error(`${nameOf(node)} is of the unknown kind “${node.kind}”`, 'remove the node or update Switchyard', {
          nodeId: node.id,
        }),
      )
      continue
    }
    const parsed = kind.settings.safeParse(node.settings, { error: plainIssue })
    for (const field of Object.keys(node.settings)) {
      if (Object.hasOwn(kind.settings.shape, field)) continue
      const known = Object.keys(kind.settings.shape).join(', ') || 'none'
      const message = `${nameOf(node)} has no setting “${field}”, so it does nothing`
      issues.push({ severity: 'warning', message, hint: `its settings are: ${known}`, nodeId: node.id })
    }
    if (parsed.success) {
      checked.set(node.id, { node, kind, settings: parsed.data, ports: portsOf(kind, parsed.data) })
      continue
    }
    for (const { path, message } of parsed.error.issues as { path: PropertyKey[]; message: string }[]) {
      const where = namePlace(kind.settings, path)
      issues.push(
        error(`${nameOf(node)}: ${where} ${message}`, 'change the setting', {
          nodeId: node.id,
          field: String(path[0]),
        }),
      )
    }
  }
}

function checkEnds({ graph, issues, checked }: Checking): void {
  const entries = [...checked.values()].filter(({ kind }) => kind.entry === true)
  if (entries.length === 0) issues.push(error('the graph has no node where problems enter', 'add a “Problems” node'))
  for (const { node } of entries.slice(1)) {
    issues.push(error(`${nameOf(node)} is a second entry`, 'keep one “Problems” node', { nodeId: node.id }))
  }
  // A node of an unknown kind may be an output: one message about it is enough.
  const ends = [...checked.values()].some(({ ports }) => ports.length === 0)
  if (!ends && checked.size === graph.nodes.length) {
    issues.push(error('the graph has no output', 'add an “Answer” node and connect to it'))
  }
}

function checkEdges({ graph, issues, checked }: Checking): void {
  const ids = new Set(graph.nodes.map(({ id }) => id))
  const used = new Set<string>()
  for (const edge of graph.edges) {
    const { node, port } = splitFrom(edge.from)
    const at = { edge: { from: edge.from, to: edge.to } }
    const source = checked.get(node)
    if (!ids.has(node)) {
      issues.push(error(`the edge from “${edge.from}” starts at a node that is not there`, 'remove the edge', at))
    } else if (source !== undefined && !source.ports.includes(port)) {
      const has = source.ports.length === 0 ? 'it has none' : `it has ${source.ports.join(', ')}`
      issues.push(
        error(`${nameOf(source.node)} has no port “${port}”; ${has}`, 'remove the edge', { ...at, nodeId: node }),
      )
    }
    if (used.has(edge.from)) {
      issues.push(
        error(`two edges leave “${edge.from}”`, 'keep one: a problem is at one node at a time', {
          ...at,
          nodeId: node,
        }),
      )
    }
    used.add(edge.from)
    checkTarget(edge, ids, { graph, issues, checked })
  }
}

function checkTarget(edge: GraphEdge, ids: ReadonlySet<string>, { issues, checked }: Checking): void {
  const at = { edge: { from: edge.from, to: edge.to } }
  if (!ids.has(edge.to)) {
    issues.push(
      error(
        `the edge from “${edge.from}” leads to “${edge.to}”, which is not there`,
        'remove or reconnect the edge',
        at,
      ),
    )
  } else if (checked.get(edge.to)?.kind.entry === true) {
    issues.push(error(`the edge from “${edge.from}” leads back to the entry`, 'connect it to another node', at))
  }
}

function checkOpenPorts({ graph, issues, checked }: Checking): void {
  const used = new Set(graph.edges.map(({ from }) => from))
  for (const { node, kind, settings, ports } of checked.values()) {
    const optional = kind.optional?.(settings) ?? []
    for (const port of ports) {
      if (used.has(`${node.id}.${port}`) || optional.includes(port)) continue
      issues.push(error(`the port “${port}” of ${nameOf(node)} leads nowhere`, 'connect it', { nodeId: node.id }))
    }
  }
}

function checkRoles({ graph, issues, checked }: Checking): void {
  for (const { node, kind, settings } of checked.values()) {
    const role = kind.role?.(settings)
    if (role !== undefined && !Object.hasOwn(graph.roles, role)) {
      const known = Object.keys(graph.roles).join(', ') || 'none yet'
      issues.push(
        error(`${nameOf(node)} asks the role “${role}”, which the graph does not bind`, `choose one of: ${known}`, {
          nodeId: node.id,
          field: 'role',
        }),
      )
    }
    const port = kind.needsModelBehind?.(settings)
    if (port !== undefined && !hasModelBehind(graph, checked, node.id, port)) {
      issues.push(
        error(
          `${nameOf(node)} is keyed by the call, but no model lies behind “${port}”`,
          'connect a model or key it by the question',
          {
            nodeId: node.id,
            field: 'keyBy',
          },
        ),
      )
    }
  }
}

function hasModelBehind(graph: Graph, checked: Checking['checked'], nodeId: string, port: string): boolean {
  const first = graph.edges.find(({ from }) => from === `${nodeId}.${port}`)
  if (first === undefined) return false
  return [...reachableFrom(graph, first.to)].some((id) => checked.get(id)?.kind.call !== undefined)
}

function checkCycles({ graph, issues, checked }: Checking): void {
  const bounded = new Set<string>()
  for (const { node, kind, settings } of checked.values()) {
    const bound = kind.bounded?.(settings)
    if (bound !== undefined) bounded.add(`${node.id}.${bound.port}`)
  }
  const open = graph.edges.filter(({ from }) => !bounded.has(from))
  for (const edge of findUnboundedEdges(open)) {
    issues.push(
      error(
        `the edge from “${edge.from}” to “${edge.to}” closes a cycle without a bound`,
        'go back only by a verifier’s “retry”',
        {
          edge: { from: edge.from, to: edge.to },
          nodeId: splitFrom(edge.from).node,
        },
      ),
    )
  }
}

function checkReach({ graph, issues, checked }: Checking): void {
  const entry = [...checked.values()].find(({ kind }) => kind.entry === true)
  if (entry === undefined) return
  const reached = reachableFrom(graph, entry.node.id)
  for (const { node } of checked.values()) {
    if (reached.has(node.id)) continue
    const message = `no problem can reach ${nameOf(node)}`
    issues.push({ severity: 'warning', message, hint: 'connect it or remove it', nodeId: node.id })
  }
}

function error(message: string, hint: string, where: Pick<GraphIssue, 'nodeId' | 'field' | 'edge'> = {}): GraphIssue {
  return { severity: 'error', message, hint, ...where }
}
