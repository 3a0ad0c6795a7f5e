import { z } from 'zod'
import { findKind } from '../nodes/kinds'
import type { Graph, GraphNode } from './schema'
import { checkGraph } from './validate'

/** The model roles that a graph's nodes ask, of whichever kind the nodes are; a setting that is not in use asks none. */
export function rolesAsked(graph: Graph): Set<string> {
  const roles = [...checkGraph(graph).checked.values()].flatMap(({ node, kind, settings }) =>
    node.off === true ? [] : (kind.role?.(settings) ?? []),
  )
  return new Set(roles)
}

/** How many answers at once a node wants of a role, at most. */
export function answersWanted(graph: Graph, role: string): number {
  const wanted = [...checkGraph(graph).checked.values()]
    .filter(({ node, kind, settings }) => node.off !== true && kind.role?.(settings) === role)
    .map(({ kind, settings }) => kind.times?.(settings) ?? 1)
  return Math.max(1, ...wanted)
}

/** The nodes that ask a role with the settings they have now. */
export function nodesAsking(graph: Graph, role: string): GraphNode[] {
  const { checked } = checkGraph(graph)
  return graph.nodes.filter((node) => {
    const one = checked.get(node.id)
    return one === undefined ? node.settings.role === role : one.kind.role?.(one.settings) === role
  })
}

/** Gives a role another name, in its binding and in every setting that names it; the order of the roles stays. */
export function renameRole(graph: Graph, from: string, to: string): Graph {
  if (from === to || !Object.hasOwn(graph.roles, from) || Object.hasOwn(graph.roles, to)) return graph
  const roles = Object.entries(graph.roles).map(([name, binding]) => [name === from ? to : name, binding])
  const nodes = graph.nodes.map((node) => {
    const settings = {
      ...(findKind(node.kind)?.settings.parse({}) as Record<string, unknown> | undefined),
      ...node.settings,
    }
    // A default that a file leaves out is written out: it named the role too.
    const fields = roleFieldsOf(node).filter((field) => settings[field] === from)
    if (fields.length === 0) return node
    return { ...node, settings: { ...node.settings, ...Object.fromEntries(fields.map((field) => [field, to])) } }
  })
  return { ...graph, roles: Object.fromEntries(roles) as Graph['roles'], nodes }
}

/** The names of the settings of a node that name a role. */
function roleFieldsOf({ kind: id }: GraphNode): string[] {
  const shape = (findKind(id)?.settings.shape ?? {}) as z.ZodRawShape
  return Object.keys(shape).filter((field) => z.globalRegistry.get(shape[field] as z.ZodType)?.widget === 'role')
}
