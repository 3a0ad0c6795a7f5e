import { SwitchyardError } from '../../shared/errors'
import { type Graph, splitFrom } from '../../shared/graph/schema'
import { checkGraph, liveEdges } from '../../shared/graph/validate'
import type { AnyKind, Arrival, Departure, Visit } from '../../shared/nodes/kind'
import { runs } from '../../shared/nodes/runs'

export type AnyRun = (visit: Visit<unknown>) => Departure<string> | Arrival | Promise<Departure<string> | Arrival>

/** A node ready to run: its settings are checked and its ports are joined to nodes. */
export interface CompiledNode {
  id: string
  kind: AnyKind
  settings: unknown
  run: AnyRun
  next: Map<string, CompiledNode>
}

export interface CompiledGraph {
  graph: Graph
  entry: CompiledNode
  latencyBudgetMs: number | undefined
  moneyBudgetUsd: number | undefined
  /** How often all bounded ports together may be used in one walk. */
  mostRetries: number
  /** No walk can be longer; a longer one is a bug of a node kind, and ends. */
  mostSteps: number
}

/** Makes a graph ready to run, or throws the first of its errors. */
export function compileGraph(graph: Graph): CompiledGraph {
  const { issues, checked } = checkGraph(graph)
  const errors = issues.filter(({ severity }) => severity === 'error')
  const [first] = errors
  if (first !== undefined) {
    const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : ''
    throw new SwitchyardError('GRAPH_INVALID', `“${graph.name}”: ${first.message}${more}`, {
      hint: first.hint,
      ...(first.nodeId === undefined ? {} : { nodeId: first.nodeId }),
    })
  }
  const nodes = new Map<string, CompiledNode>()
  let mostRetries = 0
  for (const [id, { kind, settings, passes }] of checked) {
    if (kind.comment === true) continue
    if (passes !== undefined) {
      nodes.set(id, standIn(id, kind, passes))
      continue
    }
    mostRetries += kind.bounded?.(settings).times ?? 0
    nodes.set(id, { id, kind, settings, run: runOf(kind), next: new Map() })
  }
  for (const { from, to } of liveEdges(graph, checked)) {
    const source = splitFrom(from)
    const [node, target] = [nodes.get(source.node), nodes.get(to)]
    if (node !== undefined && target !== undefined) node.next.set(source.port, target)
  }
  const entry = [...nodes.values()].find(({ kind }) => kind.entry === true)
  if (entry === undefined)
    throw new SwitchyardError('GRAPH_INVALID', 'the graph has no entry', { hint: 'add a “Problems” node' })
  const { latencyMs: latencyBudgetMs, usd: moneyBudgetUsd } = graph.limits
  return { graph, entry, latencyBudgetMs, moneyBudgetUsd, mostRetries, mostSteps: nodes.size * (mostRetries + 1) }
}

/** What is there in place of a node that is switched off: problems pass it unchanged, and nothing is asked of a model. */
function standIn(id: string, kind: AnyKind, passes: string): CompiledNode {
  const { label, about, icon, hue, settings, summary } = kind
  const left = { leave: passes, why: 'the node is switched off' }
  // Nothing of the kind but its looks: whoever asks what the node calls, or how often, finds that it does nothing.
  const looks: AnyKind = { id: kind.id, label, about, icon, hue, settings, summary, ports: [passes] }
  return { id, kind: looks, settings: {}, run: () => left, next: new Map() }
}

/** The registry types each run by its kind; once compiled, a node's settings were checked by that same kind's schema. */
function runOf(kind: AnyKind): AnyRun {
  return runs[kind.id as keyof typeof runs] as AnyRun
}

/** The first node that calls a model on a walk from `node` by `port`: breadth first, so the nearest. */
export function firstCallBehind(node: CompiledNode, port: string): CompiledNode | undefined {
  const start = node.next.get(port)
  const waiting = start === undefined ? [] : [start]
  const seen = new Set(waiting)
  for (const candidate of waiting) {
    if (candidate.kind.call !== undefined) return candidate
    for (const next of candidate.next.values()) {
      if (seen.has(next)) continue
      seen.add(next)
      waiting.push(next)
    }
  }
  return undefined
}
