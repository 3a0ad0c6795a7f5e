import { splitFrom } from '../../shared/graph/schema'
import { type GraphIssue, validateGraph } from '../../shared/graph/validate'
import { canvas } from '../canvas/control'
import type { OpenDocument } from '../designs/document'

/** The node that an issue is about; undefined for one about the graph as a whole. */
export function nodeOfIssue({ nodeId, edge }: GraphIssue): string | undefined {
  return nodeId ?? (edge === undefined ? undefined : splitFrom(edge.from).node)
}

/** Shows the node of the next issue: the one after the node that is selected, else the first. */
export function goToIssue(document: OpenDocument): void {
  const { graph, selection } = document.store.getState()
  const places = [...new Set(validateGraph(graph).flatMap((issue) => nodeOfIssue(issue) ?? []))]
  const here = places.findIndex((id) => selection.nodeIds.includes(id))
  const next = places[(here + 1) % places.length]
  if (next !== undefined) canvas()?.show(next)
}
