import type { ConnectionSummary } from '../../shared/contract'
import { bindRole } from '../../shared/graph/edit'
import type { Graph, RoleBinding } from '../../shared/graph/schema'

/** The roles of a graph whose connection is not on this machine: nothing of theirs can be sent anywhere. */
export function unknownRoles(graph: Graph, connections: readonly ConnectionSummary[]): [string, RoleBinding][] {
  const known = new Set(connections.map(({ name }) => name))
  return Object.entries(graph.roles).filter(([, { connection }]) => !known.has(connection))
}

/** The model of the same name where the connection offers it, else the first it offers, else the name as it is. */
export function modelAt(connection: ConnectionSummary | undefined, wanted: string): string {
  if (connection === undefined || connection.models.length === 0 || connection.models.includes(wanted)) return wanted
  return connection.models[0] ?? wanted
}

export type Bindings = Readonly<Record<string, { connection: string; model: string }>>

/** All of them in one step, so that one undo takes them back. */
export function bindAll(graph: Graph, bindings: Bindings): Graph {
  return Object.entries(bindings).reduce((bound, [role, binding]) => bindRole(bound, role, binding), graph)
}
