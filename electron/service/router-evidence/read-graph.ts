import type { TracedNode } from '../../../shared/evidence/trace-walk'
import { type Graph, type GraphNode, splitFrom } from '../../../shared/graph/schema'
import { titleOf } from '../../../shared/graph/title'
import { findKind } from '../../../shared/nodes/kinds'

/** A node as the evidence about it needs it: its settings are checked, and have their defaults. */
export interface ReadNode extends TracedNode {
  id: string
  title: string
  settings: Record<string, unknown>
  oracle: boolean
  /** The port by which problems escalate, where it has one. */
  escalates: string | undefined
}

export function readNodes(graph: Graph): Map<string, ReadNode> {
  return new Map(graph.nodes.flatMap((node) => readNode(node).map((read) => [node.id, read])))
}

function readNode(node: GraphNode): ReadNode[] {
  const { id, kind: kindId, settings: given } = node
  const kind = findKind(kindId)
  const parsed = kind?.settings.safeParse(given)
  if (kind === undefined || parsed?.success !== true) return []
  const settings = parsed.data as Record<string, unknown>
  const { samples, confidence } = settings
  return [
    {
      id,
      kind: kindId,
      title: titleOf(node),
      settings,
      samples: typeof samples === 'number' ? samples : 1,
      confidence: confidence === 'votes' || confidence === 'logprobs' ? confidence : 'stated',
      oracle: kind.oracle?.(settings) === true,
      escalates: kind.escalates,
    },
  ]
}

/** A model with the connection by which it is reached. */
export interface Tier {
  connection: string
  model: string
}

/** The model that the first model node behind a port asks; undefined where there is none. Breadth first, so the nearest. */
export function modelBehind(
  graph: Graph,
  nodes: ReadonlyMap<string, ReadNode>,
  nodeId: string,
  port: string,
): Tier | undefined {
  const next = (from: (edge: string) => boolean): string[] =>
    graph.edges.filter((edge) => from(edge.from)).map(({ to }) => to)
  const waiting = next((from) => from === `${nodeId}.${port}`)
  const seen = new Set(waiting)
  for (const id of waiting) {
    const node = nodes.get(id)
    if (node?.kind === 'model') return bindingOf(graph, node)
    for (const target of next((from) => splitFrom(from).node === id)) {
      if (seen.has(target)) continue
      seen.add(target)
      waiting.push(target)
    }
  }
  return undefined
}

/** The model that a node asks. */
export function bindingOf({ roles }: Graph, { settings }: ReadNode): Tier | undefined {
  const role = typeof settings.role === 'string' ? roles[settings.role] : undefined
  return role === undefined ? undefined : { connection: role.connection, model: role.model }
}
