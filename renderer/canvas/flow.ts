import type { Edge, Node } from '@xyflow/react'
import { type Graph, type GraphNode, splitFrom } from '../../shared/graph/schema'
import { checkGraph, type GraphIssue } from '../../shared/graph/validate'
import type { AnyKind, Hue } from '../../shared/nodes/kind'
import { findKind } from '../../shared/nodes/kinds'
import type { Traffic } from '../../shared/report'
import { formatCount, formatTrafficShare } from '../format'
import { type Chip, type ChipRequest, placeChips } from './chips'
import { type Box, cardHeight, cardWidth, drawEdge, type EdgeLine, entryY, type Point, portY } from './geometry'

export interface CardFigure {
  value: string
  label: string
}

/** All that a card shows. */
export interface CardData extends Record<string, unknown> {
  title: string
  kindLabel: string
  icon: string | undefined
  hue: Hue
  summary: string
  ports: readonly string[]
  openPorts: readonly string[]
  isEntry: boolean
  issues: readonly GraphIssue[]
  figures: readonly CardFigure[]
}
export type CardNode = Node<CardData, 'card'>

export interface LineData extends Record<string, unknown> {
  line: EdgeLine
  hue: Hue
  /** The share of all problems that went this way; null without a run. */
  share: number | null
  chip: Chip | undefined
  issue: GraphIssue | undefined
}
export type LineEdge = Edge<LineData, 'line'>

export interface Look {
  graph: Graph
  traffic: Traffic | undefined
  /** Where nodes are while they are dragged. */
  dragged: ReadonlyMap<string, readonly [number, number]>
}

interface Card {
  node: GraphNode
  box: Box
  data: CardData
}

/** What the canvas draws, derived from the document and a run's traffic; never saved. */
export function deriveFlow(look: Look): { cards: Card[]; lines: LineEdge[] } {
  const { issues, checked } = checkGraph(look.graph)
  const entered = enteredCount(look.graph, look.traffic)
  const cards = look.graph.nodes.map((node): Card => {
    const ports = checked.get(node.id)?.ports ?? portsInUse(look.graph, node.id)
    const data = cardData(node, ports, look, issues, entered)
    const at = look.dragged.get(node.id) ?? node.at
    const height = cardHeight(ports.length, data.figures.length > 0)
    return { node, box: { x: at[0], y: at[1], width: cardWidth, height }, data }
  })
  return { cards, lines: deriveLines(look, cards, issues, entered) }
}

/** A node whose settings are wrong still shows the ports that its edges leave by. */
function portsInUse(graph: Graph, nodeId: string): string[] {
  return graph.edges.map(({ from }) => splitFrom(from)).flatMap(({ node, port }) => (node === nodeId ? [port] : []))
}

function enteredCount(graph: Graph, traffic: Traffic | undefined): number {
  const entry = graph.nodes.find(({ kind }) => findKind(kind)?.entry === true)
  return entry === undefined ? 0 : (traffic?.visits[entry.id] ?? 0)
}

function cardData(
  node: GraphNode,
  ports: readonly string[],
  { graph, traffic }: Look,
  issues: readonly GraphIssue[],
  entered: number,
): CardData {
  const kind = findKind(node.kind)
  const settings = kind?.settings.safeParse(node.settings)
  const used = new Set(graph.edges.map(({ from }) => from))
  return {
    title: titleOf(node),
    kindLabel: kind?.label ?? node.kind,
    icon: kind?.icon,
    hue: kind?.hue ?? 'end',
    summary:
      kind === undefined ? 'unknown kind' : settings?.success === true ? kind.summary(settings.data) : 'not set up',
    ports,
    openPorts: ports.filter((port) => !used.has(`${node.id}.${port}`)),
    isEntry: kind?.entry === true,
    issues: issues.filter(({ nodeId }) => nodeId === node.id),
    figures: traffic === undefined ? [] : figuresOf(node, ports, traffic, entered),
  }
}

export function titleOf(node: GraphNode): string {
  return node.title !== undefined && node.title !== '' ? node.title : (findKind(node.kind)?.label ?? node.kind)
}

/** How many problems came, what share of all that is, and the share that left by the port which tells most. */
function figuresOf(node: GraphNode, ports: readonly string[], traffic: Traffic, entered: number): CardFigure[] {
  const kind = findKind(node.kind)
  const visits = traffic.visits[node.id] ?? 0
  // No problem came here, or the node is younger than the run: the edges say the first, and nothing can say the second.
  if (visits === 0) return []
  const figures = [{ value: formatCount(visits), label: visits === 1 ? 'visit' : 'visits' }]
  if (kind?.entry !== true) figures.push({ value: formatTrafficShare(visits, entered), label: 'of all' })
  const telling = kind === undefined ? undefined : tellingPort(kind, node, ports)
  const left = telling === undefined ? 0 : (traffic.exits[`${node.id}.${telling.port}`] ?? 0)
  if (telling !== undefined && (left > 0 || !telling.isRare)) {
    figures.push({ value: formatTrafficShare(left, visits), label: telling.port })
  }
  // Three words do not fit beside three figures: the share of all is the one that the edges tell too.
  return figures.length > 2 ? figures.filter(({ label }) => label !== 'of all') : figures
}

/** The port whose share says how a node is doing; a rare one is shown only where problems left by it. */
function tellingPort(
  kind: AnyKind,
  node: GraphNode,
  ports: readonly string[],
): { port: string; isRare: boolean } | undefined {
  if (kind.escalates !== undefined) return { port: kind.escalates, isRare: false }
  if (typeof kind.ports === 'function' || ports.length < 2) return undefined
  const settings = kind.settings.safeParse(node.settings)
  const optional = settings.success ? (kind.optional?.(settings.data) ?? []) : []
  const [usual, ...others] = ports.filter((port) => !optional.includes(port))
  if (usual === undefined) return undefined
  const [rare] = optional
  return others.length === 0 && rare !== undefined ? { port: rare, isRare: true } : { port: usual, isRare: false }
}

function deriveLines(look: Look, cards: readonly Card[], issues: readonly GraphIssue[], entered: number): LineEdge[] {
  const cardsById = new Map(cards.map((card) => [card.node.id, card]))
  const lines = look.graph.edges.flatMap((edge): LineEdge[] => {
    const { node, port } = splitFrom(edge.from)
    const source = cardsById.get(node)
    const target = cardsById.get(edge.to)
    if (source === undefined || target === undefined) return []
    const line = drawEdge(portPoint(source, port), entryPoint(target), source.box, target.box)
    const count = look.traffic?.exits[edge.from] ?? 0
    const words = look.traffic === undefined ? '' : `, ${formatCount(count)} problems`
    return [
      {
        id: edge.from,
        type: 'line',
        source: node,
        sourceHandle: port,
        target: edge.to,
        ariaLabel: `${source.data.title} ${port} to ${target.data.title}${words}`,
        data: {
          line,
          hue: source.data.hue,
          share: look.traffic === undefined || entered === 0 ? null : Math.min(1, count / entered),
          chip: undefined,
          issue: issues.find((issue) => issue.edge?.from === edge.from && issue.edge.to === edge.to),
        },
      },
    ]
  })
  return withChips(lines, look.traffic, cards, entered)
}

function withChips(
  lines: LineEdge[],
  traffic: Traffic | undefined,
  cards: readonly Card[],
  entered: number,
): LineEdge[] {
  if (traffic === undefined) return lines
  const requests = lines.flatMap(({ id, data }): ChipRequest[] => {
    const count = traffic.exits[id] ?? 0
    if (count === 0 || data === undefined) return []
    const share = formatTrafficShare(count, entered)
    return [{ id, line: data.line, wordings: [`${formatCount(count)} · ${share}`, formatCount(count), share] }]
  })
  const boxes = cards.map(({ box }) => box)
  const chips = placeChips(requests, boxes)
  return lines.map((line) =>
    line.data === undefined ? line : { ...line, data: { ...line.data, chip: chips.get(line.id) } },
  )
}

function portPoint({ box, data }: Card, port: string): Point {
  const index = data.ports.indexOf(port)
  return { x: box.x + box.width, y: box.y + (index < 0 ? entryY : portY(index)) }
}

function entryPoint({ box }: Card): Point {
  return { x: box.x, y: box.y + entryY }
}
