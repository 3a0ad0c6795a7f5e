import { findKind } from '../nodes/kinds'
import type { Graph } from './schema'

/** Whether a node of the graph looks at the answer key. A node whose kind or settings are wrong cannot run, and looks at nothing; one that is switched off does neither. */
export function hasOracle(graph: Graph): boolean {
  return graph.nodes.some(({ kind: id, settings, off }) => {
    if (off === true) return false
    const kind = findKind(id)
    const parsed = kind?.settings.safeParse(settings)
    return parsed?.success === true && kind?.oracle?.(parsed.data) === true
  })
}
