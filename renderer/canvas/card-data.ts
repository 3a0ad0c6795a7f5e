import { formatCount, formatDuration, formatShare, formatTrafficShare, formatUsd } from '../../shared/format'
import { type Graph, type GraphEdge, type GraphNode, splitFrom } from '../../shared/graph/schema'
import { titleOf } from '../../shared/graph/title'
import { type GraphIssue, readSettings } from '../../shared/graph/validate'
import type { AnyKind, Hue } from '../../shared/nodes/kind'
import { findKind } from '../../shared/nodes/kinds'
import type { NodeFigures, RunStatus, Traffic } from '../../shared/report'
import { type NodeState, stateOfNode } from './node-state'

/** Where the problems of a run went and, once it has ended, what the model calls of each node came to. */
export type SeenTraffic = Traffic & {
  figures?: Readonly<Record<string, NodeFigures>> | undefined
  /** Whether they are still on their way; a run of which that is not known has ended. */
  status?: RunStatus | undefined
}

export interface CardFigure {
  value: string
  label: string
  /** In a sentence, for whoever points at it. */
  about?: string
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
  /** An edge leads here: its end may be dragged off. */
  isEntered: boolean
  isOff: boolean
  /** Of a node that is switched off: the port that stands for it. */
  passes: string | undefined
  /** The checked settings of a note or a frame; undefined for every other kind, and where they are wrong. */
  comment: Readonly<Record<string, unknown>> | undefined
  issues: readonly GraphIssue[]
  figures: readonly CardFigure[]
  /** What it does, or did, in the run that is shown; null without one. */
  state: NodeState | null
}

export interface CardSurroundings {
  /** The node's ports as its settings have them; undefined where those are wrong. */
  ports: readonly string[] | undefined
  edges: Graph['edges']
  /** The ports of the whole graph that an edge leaves by, as `node.port`. */
  used: ReadonlySet<string>
  entering: readonly GraphEdge[]
  /** Of a node that is switched off: the port that stands for it. */
  passes: string | undefined
  issues: readonly GraphIssue[]
}

/** A card as it is without a run, and what telling of one takes. */
export interface PlainCard {
  node: GraphNode
  data: CardData
  around: CardSurroundings
  /** Notes and frames tell of no run. */
  isComment: boolean
  telling: TellingPort | undefined
}

export function describeCard(node: GraphNode, around: CardSurroundings): PlainCard {
  const { edges, used, entering, issues } = around
  const ports = around.ports ?? portsInUse(edges, node.id)
  const kind = findKind(node.kind)
  const settings = kind === undefined ? undefined : readSettings(node, kind)
  const isOff = node.off === true && kind?.comment !== true
  const data: CardData = {
    title: titleOf(node),
    kindLabel: kind?.label ?? node.kind,
    icon: kind?.icon,
    hue: kind?.hue ?? 'end',
    summary: isOff ? offWords(around.passes) : summaryOf(node, kind),
    ports,
    openPorts: ports.filter((port) => !used.has(`${node.id}.${port}`)),
    isEntry: kind?.entry === true,
    isEntered: entering.length > 0,
    isOff,
    passes: around.passes,
    comment:
      kind?.comment === true && settings?.success === true ? (settings.data as Record<string, unknown>) : undefined,
    issues,
    figures: [],
    state: null,
  }
  const telling = kind === undefined ? undefined : tellingPort(kind, node, ports)
  return { node, data, around, isComment: kind?.comment === true, telling }
}

/** The same with what a run tells of it; `entered` is how many problems entered the graph. */
export function tellOfRun(card: PlainCard, traffic: SeenTraffic | undefined, entered: number): CardData {
  const { node, data, around, isComment } = card
  if (traffic === undefined || isComment) return data
  const { ports, isOff, isEntry } = data
  const { entering, used } = around
  const status = traffic.status ?? 'done'
  return {
    ...data,
    figures: figuresOf(card, traffic, entered),
    state: stateOfNode(node.id, { traffic, status, ports, entering, used, isOff, isEntry }),
  }
}

function summaryOf(node: GraphNode, kind: AnyKind | undefined): string {
  if (kind === undefined) return 'unknown kind'
  const settings = readSettings(node, kind)
  return settings.success ? kind.summary(settings.data) : 'not set up'
}

function offWords(passes: string | undefined): string {
  return passes === undefined ? 'off' : `off · passes by “${passes}”`
}

/** How many problems came, what share of all that is, and the share that left by the port which tells most. */
function figuresOf({ node, data, telling }: PlainCard, traffic: SeenTraffic, entered: number): CardFigure[] {
  const visits = traffic.visits[node.id] ?? 0
  // No problem came here, or the node is younger than the run: the edges say the first, and nothing can say the second.
  if (visits === 0) return []
  const called = traffic.figures?.[node.id]
  if (called !== undefined) return callFigures(called)
  const figures = [{ value: formatCount(visits), label: visits === 1 ? 'visit' : 'visits' }]
  if (!data.isEntry) figures.push({ value: formatTrafficShare(visits, entered), label: 'of all' })
  const left = telling === undefined ? 0 : (traffic.exits[`${node.id}.${telling.port}`] ?? 0)
  if (telling !== undefined && (left > 0 || !telling.isRare)) {
    figures.push({ value: formatTrafficShare(left, visits), label: telling.port })
  }
  // Three words do not fit beside three figures: the share of all is the one that the edges tell too.
  return figures.length > 2 ? figures.filter(({ label }) => label !== 'of all') : figures
}

/** A node that called models: its dollars, its latency and how many of its problems came out right. */
function callFigures({ usd, p95Ms, accuracy }: NodeFigures): CardFigure[] {
  const known = [
    { value: usd === null ? '' : formatUsd(usd), label: '', about: 'What its calls cost, at list price' },
    { value: p95Ms === null ? '' : formatDuration(p95Ms), label: 'p95', about: '95 % of its calls took no longer' },
  ]
  const right = {
    value: accuracy === null ? '' : formatShare(accuracy, 0),
    label: '✓',
    about: 'Of the problems that came here, how many were right in the end, with whatever answer they left',
  }
  return [...known, right].filter(({ value }) => value !== '')
}

/** The port whose share says how a node is doing; a rare one is shown only where problems left by it. */
interface TellingPort {
  port: string
  isRare: boolean
}

function tellingPort(kind: AnyKind, node: GraphNode, ports: readonly string[]): TellingPort | undefined {
  if (kind.escalates !== undefined) return { port: kind.escalates, isRare: false }
  if (typeof kind.ports === 'function' || ports.length < 2) return undefined
  const settings = readSettings(node, kind)
  const optional = settings.success ? (kind.optional?.(settings.data) ?? []) : []
  const [usual, ...others] = ports.filter((port) => !optional.includes(port))
  if (usual === undefined) return undefined
  const [rare] = optional
  return others.length === 0 && rare !== undefined ? { port: rare, isRare: true } : { port: usual, isRare: false }
}

/** A node whose settings are wrong still shows the ports that its edges leave by. */
function portsInUse(edges: Graph['edges'], nodeId: string): string[] {
  return edges.map(({ from }) => splitFrom(from)).flatMap(({ node, port }) => (node === nodeId ? [port] : []))
}
