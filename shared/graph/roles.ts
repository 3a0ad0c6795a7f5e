import { z } from 'zod'
import type { Graph } from './schema'
import { checkGraph } from './validate'

/** The model roles that the settings of a graph's nodes name, of whichever kind the nodes are. */
export function rolesAsked(graph: Graph): Set<string> {
  const roles = new Set<string>()
  for (const { node, kind, settings } of checkGraph(graph).checked.values()) {
    if (node.off === true) continue
    const values = settings as Record<string, unknown>
    for (const [field, schema] of Object.entries(kind.settings.shape as z.ZodRawShape)) {
      const role = z.globalRegistry.get(schema)?.widget === 'role' ? values[field] : undefined
      if (typeof role === 'string') roles.add(role)
    }
  }
  return roles
}
