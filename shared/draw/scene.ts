import { portsOfNode } from '../graph/edit'
import { type Graph, type GraphEdge, type GraphNode, splitFrom } from '../graph/schema'
import { titleOf } from '../graph/title'
import type { Hue } from '../nodes/kind'
import { findKind } from '../nodes/kinds'
import { type Box, type Line, lineBetween } from './line'

export interface SceneCard {
  node: GraphNode
  title: string
  summary: string
  hue: Hue
  ports: readonly string[]
  isEntry: boolean
  isOff: boolean
  /** What a note says, or the tint of a frame; undefined for a node that problems walk through. */
  comment: { kind: string; text?: string; tint?: string } | undefined
  box: Box
}

export interface SceneLine {
  edge: GraphEdge
  hue: Hue
  line: Line
}

/** Where everything of a graph stands, to be drawn by whoever draws it. */
export interface Scene {
  cards: readonly SceneCard[]
  lines: readonly SceneLine[]
  /** Around all of it; of no size where there is nothing. */
  box: Box
}

export const cardWidth = 196
export const headHeight = 62
export const portHeight = 20
/** The height at which lines enter: the middle of the title. */
export const entryY = 24
const bottomGap = 8

export function describeScene(graph: Graph): Scene {
  const portsUsed = portsByNode(graph.edges)
  const cards = graph.nodes.map((node) => describeCard(node, portsUsed.get(node.id) ?? new Set()))
  const cardsById = new Map(cards.map((card) => [card.node.id, card]))
  const lines = graph.edges.flatMap((edge) => describeLine(edge, cardsById) ?? [])
  return { cards, lines, box: boxAround(cards, lines) }
}

function portsByNode(edges: readonly GraphEdge[]): Map<string, Set<string>> {
  const ports = new Map<string, Set<string>>()
  for (const { from } of edges) {
    const { node, port } = splitFrom(from)
    ports.set(node, (ports.get(node) ?? new Set()).add(port))
  }
  return ports
}

function describeCard(node: GraphNode, portsUsed: ReadonlySet<string>): SceneCard {
  const kind = findKind(node.kind)
  const settings = kind?.settings.safeParse(node.settings)
  // Where the settings do not say, the ports are those that lead somewhere.
  const ports = portsOfNode(node) ?? [...portsUsed]
  const [x, y] = node.at
  const height = headHeight + ports.length * portHeight + (ports.length > 0 ? bottomGap : 4)
  const isOff = node.off === true && kind?.comment !== true
  const sized = kind?.comment === true && settings?.success === true ? (settings.data as CommentSettings) : undefined
  return {
    node,
    title: titleOf(node),
    summary:
      kind === undefined
        ? `${node.kind}: unknown kind`
        : settings?.success === true
          ? `${isOff ? 'off · ' : ''}${kind.summary(settings.data)}`
          : 'not set up',
    hue: kind?.hue ?? 'end',
    ports,
    isEntry: kind?.entry === true,
    isOff,
    comment: sized === undefined ? undefined : { ...sized, kind: node.kind },
    box: { x, y, width: sized?.width ?? cardWidth, height: sized?.height ?? height },
  }
}

interface CommentSettings {
  width: number
  height: number
  text?: string
  tint?: string
}

/** Undefined for an edge whose ends are not there. */
function describeLine(edge: GraphEdge, cards: ReadonlyMap<string, SceneCard>): SceneLine | undefined {
  const { node, port } = splitFrom(edge.from)
  const source = cards.get(node)
  const target = cards.get(edge.to)
  if (source === undefined || target === undefined) return undefined
  return { edge, hue: source.hue, line: lineBetween(source.box, portYOf(source, port), target.box, entryY) }
}

/** The middle of a port's row from the card's top; a port that the card has not leaves at its title. */
export function portYOf({ ports }: SceneCard, port: string): number {
  const index = ports.indexOf(port)
  return index < 0 ? entryY : headHeight + index * portHeight + portHeight / 2
}

function boxAround(cards: readonly SceneCard[], lines: readonly SceneLine[]): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { x, y, width, height } of [...cards.map(({ box }) => box), ...lines.map(({ line }) => line.box)]) {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x + width)
    bottom = Math.max(bottom, y + height)
  }
  return cards.length === 0
    ? { x: 0, y: 0, width: 0, height: 0 }
    : { x: left, y: top, width: right - left, height: bottom - top }
}
