import { portsOfNode, removeEdges } from '../../shared/graph/edit'
import type { Graph, GraphNode } from '../../shared/graph/schema'
import { targetsFor } from '../../shared/graph/targets'
import { titleOf } from '../../shared/graph/title'
import type { AnyKind } from '../../shared/nodes/kind'
import { findKind, type KindId, kinds } from '../../shared/nodes/kinds'
import type { OpenDocument } from '../designs/document'
import { openPicker, type PickItem } from '../shell/picker-store'
import { canvas } from './control'
import { drawLine, freePlace, insertBefore, insertBehind, insertBetween, insertNode } from './edit-actions'
import { cardWidth, entryY, type Point } from './geometry'

const kindIds = Object.keys(kinds) as KindId[]

/** What a new node is to be joined to: behind a port, before a node, or on the edge that leaves by a port. */
export type Joint = { from: string } | { to: string } | { edge: string }

/** The kinds that fit: all of them on empty canvas, else those that problems can come to, or go on from. */
export function kindsThatFit(graph: Graph, joint: Joint | undefined): KindId[] {
  const hasEntry = graph.nodes.some(({ kind }) => findKind(kind)?.entry === true)
  return kindIds.filter((id) => {
    const kind: AnyKind = kinds[id]
    if (kind.entry === true) return !hasEntry && (joint === undefined || 'to' in joint)
    if (joint === undefined) return true
    if (kind.comment === true) return false
    return 'from' in joint || typeof kind.ports === 'function' || kind.ports.length > 0
  })
}

/** Opens the search of kinds; Enter inserts at the place, joined to what it was opened for. */
export function chooseKind(document: OpenDocument, place: Point, joint?: Joint): void {
  const { graph } = document.store.getState()
  openPicker({
    title: 'Add a node',
    placeholder: 'Search node kinds',
    empty: 'No kind of node is called that.',
    at: canvas()?.toScreen(place),
    items: kindsThatFit(graph, joint).map((id) =>
      kindItem(id, () => {
        canvas()?.focus(insertJoined(document, id, placeOf(place, joint), joint))
      }),
    ),
  })
}

/** A node drawn to its entry lies right of the place, one drawn from its port left of it. */
function placeOf({ x, y }: Point, joint: Joint | undefined): Point {
  if (joint === undefined) return { x, y }
  if ('edge' in joint) return { x: x - cardWidth / 2, y: y - entryY }
  return { x: 'to' in joint ? x - cardWidth : x, y: y - entryY }
}

function insertJoined(document: OpenDocument, kind: KindId, at: Point, joint: Joint | undefined): string {
  if (joint === undefined) return insertNode(document, kind, freePlace(document.store.getState().graph, at))
  if ('from' in joint) return insertBehind(document, kind, at, joint.from)
  if ('to' in joint) return insertBefore(document, kind, at, joint.to)
  return insertBetween(document, kind, at, joint.edge)
}

function kindItem(id: KindId, pick: () => void): PickItem {
  const { label, about, icon, hue } = kinds[id]
  return { id, label, about, words: `${id} ${about}`, icon, hue, pick }
}

/** "Connect to…": the port where there are several, then where it is to lead. */
export function chooseConnection(document: OpenDocument, nodeId: string): void {
  const { graph } = document.store.getState()
  const node = graph.nodes.find(({ id }) => id === nodeId)
  const ports = portsOfNode(node) ?? []
  const [port] = ports
  if (node === undefined || port === undefined) return
  if (ports.length === 1) {
    chooseTarget(document, node, port)
    return
  }
  const open = ports.find((name) => !graph.edges.some(({ from }) => from === `${nodeId}.${name}`))
  const inOrder = open === undefined ? ports : [open, ...ports.filter((name) => name !== open)]
  openPicker({
    title: `Connect ${titleOf(node)} by`,
    placeholder: `Which port of ${titleOf(node)}?`,
    empty: 'No port is called that.',
    at: besideCard(node),
    items: inOrder.map((name) => ({
      id: name,
      label: name,
      about: leadsTo(graph, `${nodeId}.${name}`),
      pick: () => chooseTarget(document, node, name),
    })),
  })
}

function leadsTo(graph: Graph, from: string): string {
  const edge = graph.edges.find((other) => other.from === from)
  const target = graph.nodes.find(({ id }) => id === edge?.to)
  return target === undefined ? 'leads nowhere yet' : `leads to ${titleOf(target)}`
}

function chooseTarget(document: OpenDocument, source: GraphNode, port: string): void {
  const { graph } = document.store.getState()
  const from = `${source.id}.${port}`
  const fits = targetsFor(graph, from)
  const isConnected = graph.edges.some((edge) => edge.from === from)
  const existing = graph.nodes
    .filter(({ id }) => fits.has(id))
    .map((node): PickItem => {
      const { icon, hue } = findKind(node.kind) ?? {}
      const draw = () => void drawLine(document, from, node.id)
      return { id: node.id, label: titleOf(node), about: node.id, words: node.id, icon, hue, pick: draw }
    })
  const fresh = kindsThatFit(graph, { from }).map((kind): PickItem => {
    const { label, icon, hue } = kinds[kind]
    const insert = () => {
      const place = freePlace(graph, { x: source.at[0] + cardWidth + 84, y: source.at[1] })
      canvas()?.focus(insertBehind(document, kind, place, from))
    }
    return { id: `new ${kind}`, label: `New ${label.toLowerCase()}`, icon, hue, pick: insert }
  })
  const nothing: PickItem = {
    id: 'nothing',
    label: 'Nothing',
    about: 'take the edge away',
    pick: () => document.change((before) => removeEdges(before, new Set([from]))),
  }
  openPicker({
    title: `Connect ${port} to`,
    placeholder: `Where does “${port}” lead?`,
    empty: 'No node that fits is called that.',
    at: besideCard(source),
    items: [...existing, ...fresh, ...(isConnected ? [nothing] : [])],
  })
}

function besideCard({ at: [x, y] }: GraphNode): Point | undefined {
  return canvas()?.toScreen({ x: x + cardWidth + 12, y })
}
