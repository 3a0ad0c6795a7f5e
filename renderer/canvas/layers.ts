import dagre from '@dagrejs/dagre'
import type { LayoutJob, LayoutResult } from './lay-out'

const gapAcross = 84
const gapDown = 36
/** Beyond this the best ranking takes minutes; the quick one draws longer edges. */
const manyNodes = 600

/** Layers from left to right, so that edges lead ahead and cross little; each place is a card's upper left corner. */
export function layerGraph({ nodes, edges }: LayoutJob): LayoutResult {
  const graph = new dagre.graphlib.Graph({ multigraph: true })
  const ranker = nodes.length > manyNodes ? 'longest-path' : 'network-simplex'
  graph.setGraph({ rankdir: 'LR', ranksep: gapAcross, nodesep: gapDown, ranker })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const { id, width, height } of nodes) graph.setNode(id, { width, height })
  for (const [at, { from, to }] of edges.entries()) graph.setEdge(from, to, {}, String(at))
  dagre.layout(graph)
  return nodes.map(({ id, width, height }) => {
    const { x, y } = graph.node(id) as { x: number; y: number }
    return [id, Math.round(x - width / 2), Math.round(y - height / 2)] as const
  })
}
