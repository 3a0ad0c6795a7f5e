import { diffGraphs, type GraphDiff } from '../graph/diff'
import type { Graph } from '../graph/schema'
import { edgeKey, type Mark, type Marks } from './draw-svg'

/** A graph that holds what either version has, and what of it differs: what is gone is drawn where it stood. */
export interface DiffPicture {
  graph: Graph
  marks: Marks
}

export function pictureOfDiff(before: Graph, after: Graph, diff: GraphDiff = diffGraphs(before, after)): DiffPicture {
  const nodes = new Map<string, Mark>()
  for (const { after: node, members, settings } of diff.changedNodes) {
    nodes.set(node.id, members.length + settings.length > 0 ? 'changed' : 'moved')
  }
  for (const { id } of diff.addedNodes) nodes.set(id, 'added')
  for (const { id } of diff.removedNodes) nodes.set(id, 'removed')
  const edges = new Map<string, Mark>(diff.addedEdges.map((edge) => [edgeKey(edge), 'added']))
  const gone = diff.removedEdges.filter((edge) => {
    const key = edgeKey(edge)
    // One that says the same but for what only a newer program knows.
    const isChanged = edges.has(key)
    edges.set(key, isChanged ? 'changed' : 'removed')
    return !isChanged
  })
  const graph = { ...after, nodes: [...after.nodes, ...diff.removedNodes], edges: [...after.edges, ...gone] }
  return { graph, marks: { nodes, edges } }
}
