import type { Edge, Node } from '@xyflow/react'
import { formatCount, formatTrafficShare } from '../../shared/format'
import { type Graph, type GraphEdge, type GraphNode, splitFrom } from '../../shared/graph/schema'
import { checkGraph, type GraphIssue } from '../../shared/graph/validate'
import type { Hue } from '../../shared/nodes/kind'
import { findKind } from '../../shared/nodes/kinds'
import { type CardData, describeCard, type PlainCard, type SeenTraffic, tellOfRun } from './card-data'
import { type Chip, type ChipRequest, type PlacedChips, placeChips } from './chips'
import { type Box, cardHeight, cardWidth, drawEdge, type EdgeLine, entryY, type Point, portY } from './geometry'
import { type RouteRequest, routeEdges } from './route'

export type CardNode = Node<CardData, 'card' | 'note' | 'frame'>

export interface LineData extends Record<string, unknown> {
  line: EdgeLine
  hue: Hue
  /** The share of all problems that went this way; null without a run. */
  share: number | null
  chip: Chip | undefined
  chipScale: number
  issue: GraphIssue | undefined
  /** It leaves a node that is switched off by a port that nobody takes now. */
  isDead: boolean
}
export type LineEdge = Edge<LineData, 'line'> & { data: LineData }

export interface Card {
  node: GraphNode
  box: Box
  data: CardData
}

export interface Flow {
  cards: readonly Card[]
  lines: readonly LineEdge[]
}

/** What the canvas draws, derived from the document and a run's traffic; never saved. */
export function deriveFlow(graph: Graph, traffic: SeenTraffic | undefined): Flow {
  const plain = plainFlow(graph)
  const entered = enteredCount(graph, traffic)
  const told = plain.cards.map((card) => tellOfRun(card, traffic, entered))
  const { boxes, lines } = placesOf(graph, plain, told)
  const cards = graph.nodes.flatMap((node, at): Card[] => {
    const [box, data] = [boxes[at], told[at]]
    return box === undefined || data === undefined ? [] : [{ node, box, data }]
  })
  const cardsById = new Map(cards.map((card) => [card.node.id, card]))
  const around = { issuesByEdge: plain.issuesByEdge, traffic, entered, drawn: lines }
  return { cards, lines: graph.edges.flatMap((edge, at) => describeLine(edge, at, cardsById, around) ?? []) }
}

/** What is the same whatever a run tells. */
interface PlainFlow {
  cards: readonly PlainCard[]
  issuesByEdge: ReadonlyMap<string, GraphIssue>
  /** The places for the cards that have figures, these being one character each. */
  places: { footed: string; found: Places } | undefined
}

interface Places {
  /** Of the nodes, in their order. */
  boxes: readonly Box[]
  /** Of the edges, in their order; undefined where an end is not there. */
  lines: readonly (EdgeLine | undefined)[]
}

// A run tells ten times a second; documents are never changed, so that this holds for as long as one lives.
const plainFlows = new WeakMap<Graph, PlainFlow>()

function plainFlow(graph: Graph): PlainFlow {
  const known = plainFlows.get(graph)
  if (known !== undefined) return known
  const { issues, checked } = checkGraph(graph)
  const { edges } = graph
  const used = new Set(edges.map(({ from }) => from))
  const issuesByNode = groupByNode(issues)
  const entering = groupByTarget(edges)
  const cards = graph.nodes.map((node) =>
    describeCard(node, {
      ports: checked.get(node.id)?.ports,
      edges,
      used,
      entering: entering.get(node.id) ?? [],
      passes: checked.get(node.id)?.passes,
      issues: issuesByNode.get(node.id) ?? [],
    }),
  )
  const plain: PlainFlow = { cards, issuesByEdge: groupByEdge(issues), places: undefined }
  plainFlows.set(graph, plain)
  return plain
}

/** Cards with figures are higher: places are found anew when another card gets some. */
function placesOf(graph: Graph, plain: PlainFlow, told: readonly CardData[]): Places {
  const footed = told.map(({ figures }) => (figures.length > 0 ? '1' : '0')).join('')
  if (plain.places?.footed === footed) return plain.places.found
  const found = findPlaces(graph, told)
  plain.places = { footed, found }
  return found
}

function findPlaces({ nodes, edges }: Graph, told: readonly CardData[]): Places {
  const cards = nodes.flatMap((node, at): Card[] => {
    const data = told[at]
    return data === undefined ? [] : [{ node, box: { x: node.at[0], y: node.at[1], ...sizeOf(data) }, data }]
  })
  const cardsById = new Map(cards.map((card) => [card.node.id, card]))
  const requests = edges.map(({ from, to }): RouteRequest | undefined => {
    const { node, port } = splitFrom(from)
    const [source, target] = [cardsById.get(node), cardsById.get(to)]
    if (source === undefined || target === undefined) return undefined
    return { source: portPoint(source, port), target: entryPoint(target), from: source.box, to: target.box }
  })
  const inTheWay = cards.filter(({ node }) => node.kind !== 'frame').map(({ box }) => box)
  const there = requests.filter((request) => request !== undefined)
  const routed = new Map(
    cards.length > mostRouted ? [] : routeEdges(there, inTheWay).map((line, at) => [there[at], line]),
  )
  const lines = requests.map(
    (request) => request && (routed.get(request) ?? drawEdge(request.source, request.target, request.from, request.to)),
  )
  return { boxes: cards.map(({ box }) => box), lines }
}

/** Beyond this nobody follows a single edge with the eye, and looking at every card for every edge takes too long. */
const mostRouted = 300

type Place = readonly [number, number]

/** The same while cards are dragged or resized: only they and their edges are new, and the chips of those edges wait until they rest. */
export function dragFlow(
  flow: Flow,
  moved: ReadonlyMap<string, Place>,
  sized: ReadonlyMap<string, Place> = new Map(),
): Flow {
  if (moved.size + sized.size === 0) return flow
  const cards = flow.cards.map((card) => {
    const at = moved.get(card.node.id)
    const size = sized.get(card.node.id)
    if (at === undefined && size === undefined) return card
    const { x, y, width, height } = card.box
    const box = { x: at?.[0] ?? x, y: at?.[1] ?? y, width: size?.[0] ?? width, height: size?.[1] ?? height }
    return { ...card, box }
  })
  const cardsById = new Map(cards.map((card) => [card.node.id, card]))
  const lines = flow.lines.map((edge) => {
    const source = cardsById.get(edge.source)
    const target = cardsById.get(edge.target)
    const isMoved = moved.has(edge.source) || moved.has(edge.target)
    if (!isMoved || source === undefined || target === undefined) return edge
    const line = drawEdge(portPoint(source, edge.sourceHandle ?? ''), entryPoint(target), source.box, target.box)
    return { ...edge, data: { ...edge.data, line, chip: undefined } }
  })
  return { cards, lines }
}

function sizeOf({ comment, ports, figures }: CardData): { width: number; height: number } {
  if (comment !== undefined) return { width: Number(comment.width), height: Number(comment.height) }
  return { width: cardWidth, height: cardHeight(ports.length, figures.length > 0) }
}

function groupByTarget(edges: readonly GraphEdge[]): Map<string, GraphEdge[]> {
  const grouped = new Map<string, GraphEdge[]>()
  for (const edge of edges) {
    const known = grouped.get(edge.to)
    if (known === undefined) grouped.set(edge.to, [edge])
    else known.push(edge)
  }
  return grouped
}

function groupByEdge(issues: readonly GraphIssue[]): Map<string, GraphIssue> {
  const grouped = new Map<string, GraphIssue>()
  for (const issue of issues) {
    const key = issue.edge === undefined ? undefined : `${issue.edge.from} ${issue.edge.to}`
    if (key !== undefined && !grouped.has(key)) grouped.set(key, issue)
  }
  return grouped
}

function groupByNode(issues: readonly GraphIssue[]): Map<string, GraphIssue[]> {
  const grouped = new Map<string, GraphIssue[]>()
  for (const issue of issues) {
    if (issue.nodeId === undefined) continue
    const known = grouped.get(issue.nodeId)
    if (known === undefined) grouped.set(issue.nodeId, [issue])
    else known.push(issue)
  }
  return grouped
}

function enteredCount(graph: Graph, traffic: SeenTraffic | undefined): number {
  const entry = graph.nodes.find(({ kind }) => findKind(kind)?.entry === true)
  return entry === undefined ? 0 : (traffic?.visits[entry.id] ?? 0)
}

interface RunAround {
  issuesByEdge: ReadonlyMap<string, GraphIssue>
  traffic: SeenTraffic | undefined
  entered: number
  drawn: Places['lines']
}

/** Undefined for an edge whose ends are not there: it has no place to be drawn. */
function describeLine(
  edge: GraphEdge,
  at: number,
  cards: ReadonlyMap<string, Card>,
  { issuesByEdge, traffic, entered, drawn }: RunAround,
): LineEdge | undefined {
  const { node, port } = splitFrom(edge.from)
  const source = cards.get(node)
  const target = cards.get(edge.to)
  const line = drawn[at]
  if (source === undefined || target === undefined || line === undefined) return undefined
  const count = traffic?.exits[edge.from] ?? 0
  const words = traffic === undefined ? '' : `, ${formatCount(count)} problems`
  return {
    id: edge.from,
    type: 'line',
    source: node,
    sourceHandle: port,
    target: edge.to,
    targetHandle: 'in',
    reconnectable: 'target',
    ariaLabel: `${source.data.title} ${port} to ${target.data.title}${words}`,
    data: {
      line,
      hue: source.data.hue,
      share: traffic === undefined || entered === 0 ? null : Math.min(1, count / entered),
      chip: undefined,
      chipScale: 1,
      issue: issuesByEdge.get(`${edge.from} ${edge.to}`),
      isDead: source.data.isOff && source.data.passes !== port,
    },
  }
}

/**
 * The same with a chip on every edge that problems took and that has room for one; those that were placed `before` stay where they
 * still fit.
 */
export function addChips(
  { cards, lines }: Flow,
  graph: Graph,
  traffic: SeenTraffic | undefined,
  scale: number,
  before?: PlacedChips,
): { flow: Flow; placed: PlacedChips | undefined } {
  if (traffic === undefined) return { flow: { cards, lines }, placed: undefined }
  const entered = enteredCount(graph, traffic)
  const requests = lines.flatMap(({ id, data }): ChipRequest[] => {
    const count = traffic.exits[id] ?? 0
    if (count === 0) return []
    const share = formatTrafficShare(count, entered)
    return [{ id, line: data.line, wordings: [`${formatCount(count)} · ${share}`, formatCount(count), share] }]
  })
  // A frame lies behind everything: a chip may stand on it.
  const inTheWay = cards.filter(({ node }) => node.kind !== 'frame').map(({ box }) => box)
  const placed = placeChips(requests, inTheWay, scale, before)
  const chipped = lines.map((line) => ({
    ...line,
    data: { ...line.data, chip: placed.chips.get(line.id), chipScale: scale },
  }))
  return { flow: { cards, lines: chipped }, placed }
}

function portPoint({ box, data }: Card, port: string): Point {
  const index = data.ports.indexOf(port)
  return { x: box.x + box.width, y: box.y + (index < 0 ? entryY : portY(index)) }
}

function entryPoint({ box }: Card): Point {
  return { x: box.x, y: box.y + entryY }
}
