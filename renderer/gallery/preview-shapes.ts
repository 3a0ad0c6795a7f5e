import { portsOfNode } from '../../shared/graph/edit'
import { type Graph, splitFrom } from '../../shared/graph/schema'
import type { Hue } from '../../shared/nodes/kind'
import { findKind } from '../../shared/nodes/kinds'
import { type Box, cardHeight, cardWidth, drawEdge, entryY, portY } from '../canvas/geometry'

/** A design as a small picture: cards where they stand on the canvas, and the lines between them. */
export interface PreviewShapes {
  viewBox: string
  cards: { id: string; box: Box; hue: Hue }[]
  lines: { from: string; path: string; hue: Hue }[]
}

const margin = 24

export function previewShapes(graph: Graph): PreviewShapes {
  const cards = graph.nodes.map((node) => {
    const ports = portsOfNode(node) ?? []
    const [x, y] = node.at
    const box = { x, y, width: cardWidth, height: cardHeight(ports.length, false) }
    return { id: node.id, box, hue: findKind(node.kind)?.hue ?? ('end' as const), ports }
  })
  const lines = graph.edges.flatMap(({ from, to }) => {
    const { node, port } = splitFrom(from)
    const source = cards.find(({ id }) => id === node)
    const target = cards.find(({ id }) => id === to)
    if (source === undefined || target === undefined) return []
    const row = Math.max(0, source.ports.indexOf(port))
    const start = { x: source.box.x + cardWidth, y: source.box.y + portY(row) }
    const end = { x: target.box.x, y: target.box.y + entryY }
    return [{ from, hue: source.hue, path: drawEdge(start, end, source.box, target.box).path }]
  })
  return { viewBox: boundsOf(cards.map(({ box }) => box)), cards, lines }
}

function boundsOf(boxes: readonly Box[]): string {
  if (boxes.length === 0) return '0 0 1 1'
  const left = Math.min(...boxes.map(({ x }) => x)) - margin
  const top = Math.min(...boxes.map(({ y }) => y)) - margin
  const right = Math.max(...boxes.map(({ x, width }) => x + width)) + margin
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height)) + margin
  return `${left} ${top} ${right - left} ${bottom - top}`
}
