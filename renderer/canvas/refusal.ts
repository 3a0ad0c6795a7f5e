import { connect } from '../../shared/graph/edit'
import type { Graph } from '../../shared/graph/schema'
import { validateGraph } from '../../shared/graph/validate'

/** Why an edge may not be drawn, in one line; undefined where it may. An edge is refused if it would be wrong, or make another so. */
export function refusalOf(graph: Graph, from: string, to: string): string | undefined {
  const wrongBefore = new Set(edgeErrors(graph))
  return edgeErrors(connect(graph, from, to)).find((message) => !wrongBefore.has(message))
}

function edgeErrors(graph: Graph): string[] {
  return validateGraph(graph).flatMap((issue) =>
    issue.edge !== undefined && issue.severity === 'error' ? [`${issue.message}; ${issue.hint}`] : [],
  )
}
