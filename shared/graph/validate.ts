import type { z } from 'zod'
import { type AnyKind, portsOf } from '../nodes/kind'
import { findKind } from '../nodes/kinds'
import { namePlace, plainIssue } from '../plain-issue'
import { findUnboundedEdges, reachableFrom } from './paths'
import { type Graph, type GraphEdge, type GraphNode, limitsSchema, splitFrom } from './schema'

/** What is wrong, for whoever can put it right. */
export type IssueCode =
  | 'same-id'
  | 'unknown-kind'
  | 'unknown-setting'
  | 'unknown-limit'
  | 'doubt'
  | 'setting'
  | 'no-entry'
  | 'second-entry'
  | 'no-output'
  | 'edge-from-nowhere'
  | 'edge-without-port'
  | 'edge-twice'
  | 'edge-to-nowhere'
  | 'edge-to-entry'
  | 'edge-to-comment'
  | 'open-port'
  | 'role'
  | 'no-model-behind'
  | 'cycle'
  | 'unreachable'
  | 'off'

/** What is wrong with a graph, and where. An `error` keeps it from running. */
export interface GraphIssue {
  code: IssueCode
  severity: 'error' | 'warning'
  /** What and where, in one line. */
  message: string
  /** What next. */
  hint: string
  nodeId?: string
  /** The member of `settings` that it is about. */
  field?: string
  /** The port that it is about. */
  port?: string
  edge?: { from: string; to: string }
}

/** A node whose kind is known and whose settings are right. */
export interface CheckedNode {
  node: GraphNode
  kind: AnyKind
  settings: unknown
  ports: readonly string[]
  /** Of a node that is switched off: the port by which every problem leaves it. */
  passes?: string
}

interface Checking {
  graph: Graph
  issues: GraphIssue[]
  checked: Map<string, CheckedNode>
}

type Checked = { issues: readonly GraphIssue[]; checked: ReadonlyMap<string, CheckedNode> }

/** Every issue of a graph; without an `error` among them every walk through it ends at an output or at an optional open port. */
export function validateGraph(graph: Graph): readonly GraphIssue[] {
  return checkGraph(graph).issues
}

// Edits leave documents and nodes alone, so that what was found out of one holds for as long as it lives.
const checkedGraphs = new WeakMap<Graph, Checked>()

/** As `validateGraph`, with the nodes that are right. */
export function checkGraph(graph: Graph): Checked {
  const known = checkedGraphs.get(graph)
  if (known !== undefined) return known
  const checking: Checking = { graph, issues: [], checked: new Map() }
  checkLimits(checking)
  checkNodes(checking)
  checkEnds(checking)
  checkEdges(checking)
  checkOpenPorts(checking)
  checkRoles(checking)
  checkDoubts(checking)
  checkCycles(checking)
  checkReach(checking)
  checkedGraphs.set(graph, checking)
  return checking
}

/** The edges that problems can take: a node that is switched off is left by one port only. */
export function liveEdges(graph: Graph, checked: Checked['checked']): GraphEdge[] {
  return graph.edges.filter(({ from }) => {
    const { node, port } = splitFrom(from)
    const passes = checked.get(node)?.passes
    return passes === undefined || passes === port
  })
}

/** How a node is called in a message. */
export function nameOf(node: GraphNode): string {
  return node.title === undefined || node.title === '' ? `“${node.id}”` : `“${node.title}”`
}

function checkLimits({ graph, issues }: Checking): void {
  const known = limitsSchema.shape
  for (const limit of Object.keys(graph.limits)) {
    if (Object.hasOwn(known, limit)) continue
    const message = `the graph has no limit “${limit}”, so it does nothing`
    const hint = `its limits are: ${Object.keys(known).join(', ')}`
    issues.push({ code: 'unknown-limit', severity: 'warning', message, hint })
  }
}

function checkNodes({ graph, issues, checked }: Checking): void {
  const seen = new Set<string>()
  for (const node of graph.nodes) {
    if (seen.has(node.id)) {
      issues.push(
        error('same-id', `two nodes have the id “${node.id}”`, 'give one of them another id', { nodeId: node.id }),
      )
      continue
    }
    seen.add(node.id)
    const kind = findKind(node.kind)
    if (kind === undefined) {
      issues.push(
        error(
          'unknown-kind',
          `${nameOf(node)} is of the unknown kind “${node.kind}”`,
          'remove the node or update Switchyard',
          { nodeId: node.id },
        ),
      )
      continue
    }
    const parsed = readSettings(node, kind)
    for (const field of Object.keys(node.settings)) {
      if (Object.hasOwn(kind.settings.shape, field)) continue
      const known = Object.keys(kind.settings.shape).join(', ') || 'none'
      const message = `${nameOf(node)} has no setting “${field}”, so it does nothing`
      issues.push({
        code: 'unknown-setting',
        severity: 'warning',
        message,
        hint: `its settings are: ${known}`,
        nodeId: node.id,
      })
    }
    if (parsed.success) {
      checked.set(node.id, { node, kind, settings: parsed.data, ports: portsOf(kind, parsed.data) })
      checkOff(node.id, { graph, issues, checked })
      continue
    }
    for (const { path, message } of parsed.error.issues) {
      const where = namePlace(kind.settings, path)
      issues.push(
        error('setting', `${nameOf(node)}: ${where} ${message}`, 'change the setting', {
          nodeId: node.id,
          field: String(path[0]),
        }),
      )
    }
  }
}

/** A comment is never run, so that its switch means nothing. */
function checkOff(id: string, { issues, checked }: Checking): void {
  const right = checked.get(id)
  if (right === undefined || right.node.off !== true || right.kind.comment === true) return
  const passes: string | undefined = right.kind.passThrough?.(right.settings)
  if (passes !== undefined) {
    right.passes = passes
    return
  }
  const message = `${nameOf(right.node)} is switched off, and nothing can stand for it`
  issues.push(error('off', message, 'switch it on, or remove it', { nodeId: id }))
}

const settingsRead = new WeakMap<GraphNode, ReturnType<AnyKind['settings']['safeParse']>>()

/** The settings of a node as its kind reads them; an edit that leaves a node alone leaves them alone too. */
export function readSettings(node: GraphNode, kind: AnyKind): z.ZodSafeParseResult<unknown> {
  const known = settingsRead.get(node)
  if (known !== undefined) return known
  const read = kind.settings.safeParse(node.settings, { error: plainIssue })
  settingsRead.set(node, read)
  return read
}

function checkEnds({ graph, issues, checked }: Checking): void {
  const entries = [...checked.values()].filter(({ kind }) => kind.entry === true)
  if (entries.length === 0)
    issues.push(error('no-entry', 'the graph has no node where problems enter', 'add a “Problems” node'))
  for (const { node } of entries.slice(1)) {
    issues.push(
      error('second-entry', `${nameOf(node)} is a second entry`, 'keep one “Problems” node', { nodeId: node.id }),
    )
  }
  // A node of an unknown kind may be an output: one message about it is enough.
  const ends = [...checked.values()].some(({ kind, ports }) => ports.length === 0 && kind.comment !== true)
  if (!ends && checked.size === graph.nodes.length) {
    issues.push(error('no-output', 'the graph has no output', 'add an “Answer” node and connect to it'))
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
      issues.push(
        error(
          'edge-from-nowhere',
          `the edge from “${edge.from}” starts at a node that is not there`,
          'remove the edge',
          at,
        ),
      )
    } else if (source !== undefined && !source.ports.includes(port)) {
      const has = source.ports.length === 0 ? 'it has none' : `it has ${source.ports.join(', ')}`
      issues.push(
        error('edge-without-port', `${nameOf(source.node)} has no port “${port}”; ${has}`, 'remove the edge', {
          ...at,
          nodeId: node,
        }),
      )
    }
    if (used.has(edge.from)) {
      issues.push(
        error('edge-twice', `two edges leave “${edge.from}”`, 'keep one: a problem is at one node at a time', {
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
        'edge-to-nowhere',
        `the edge from “${edge.from}” leads to “${edge.to}”, which is not there`,
        'remove or reconnect the edge',
        at,
      ),
    )
  } else if (checked.get(edge.to)?.kind.entry === true) {
    issues.push(
      error('edge-to-entry', `the edge from “${edge.from}” leads back to the entry`, 'connect it to another node', at),
    )
  } else if (checked.get(edge.to)?.kind.comment === true) {
    issues.push(
      error(
        'edge-to-comment',
        `the edge from “${edge.from}” leads to a comment, where no problem can go`,
        'connect it to another node',
        at,
      ),
    )
  }
}

function checkOpenPorts({ graph, issues, checked }: Checking): void {
  const used = new Set(graph.edges.map(({ from }) => from))
  for (const { node, kind, settings, ports, passes } of checked.values()) {
    const optional = kind.optional?.(settings) ?? []
    for (const port of ports) {
      if (used.has(`${node.id}.${port}`) || optional.includes(port)) continue
      if (passes !== undefined && passes !== port) continue
      const message = `the port “${port}” of ${nameOf(node)} leads nowhere`
      issues.push(error('open-port', message, 'connect it', { nodeId: node.id, port }))
    }
  }
}

function checkRoles({ graph, issues, checked }: Checking): void {
  for (const { node, kind, settings, passes } of checked.values()) {
    if (passes !== undefined) continue
    const role = kind.role?.(settings)
    if (role !== undefined && !Object.hasOwn(graph.roles, role)) {
      const known = Object.keys(graph.roles).join(', ') || 'none yet'
      issues.push(
        error(
          'role',
          `${nameOf(node)} asks the role “${role}”, which the graph does not bind`,
          `choose one of: ${known}`,
          {
            nodeId: node.id,
            field: 'role',
          },
        ),
      )
    }
    const port = kind.needsModelBehind?.(settings)
    if (port !== undefined && !hasModelBehind(graph, checked, node.id, port)) {
      issues.push(
        error(
          'no-model-behind',
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
  const edges = liveEdges(graph, checked)
  const first = edges.find(({ from }) => from === `${nodeId}.${port}`)
  if (first === undefined) return false
  return [...reachableFrom({ edges }, first.to)].some((id) => {
    const behind = checked.get(id)
    return behind?.kind.call !== undefined && behind.passes === undefined
  })
}

function checkDoubts({ graph, issues, checked }: Checking): void {
  for (const { node, kind, settings, passes } of checked.values()) {
    if (passes !== undefined) continue
    for (const { field, says, hint } of kind.doubts?.(settings, graph.limits) ?? []) {
      const message = `${nameOf(node)}: “${namePlace(kind.settings, [field])}” ${says}`
      issues.push({ code: 'doubt', severity: 'warning', message, hint, nodeId: node.id, field })
    }
  }
}

function checkCycles({ graph, issues, checked }: Checking): void {
  const bounded = new Set<string>()
  for (const { node, kind, settings } of checked.values()) {
    const bound = kind.bounded?.(settings)
    if (bound !== undefined) bounded.add(`${node.id}.${bound.port}`)
  }
  const open = liveEdges(graph, checked).filter(({ from }) => !bounded.has(from))
  for (const edge of findUnboundedEdges(open)) {
    issues.push(
      error(
        'cycle',
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
  const reached = reachableFrom({ edges: liveEdges(graph, checked) }, entry.node.id)
  for (const { node, kind } of checked.values()) {
    if (reached.has(node.id) || kind.comment === true) continue
    const message = `no problem can reach ${nameOf(node)}`
    issues.push({ code: 'unreachable', severity: 'warning', message, hint: 'connect it or remove it', nodeId: node.id })
  }
}

function error(
  code: IssueCode,
  message: string,
  hint: string,
  where: Pick<GraphIssue, 'nodeId' | 'field' | 'port' | 'edge'> = {},
): GraphIssue {
  return { code, severity: 'error', message, hint, ...where }
}
