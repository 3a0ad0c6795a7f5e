import { sentence } from '../../shared/format'
import {
  addNode,
  connect,
  insertOnEdge,
  newNode,
  portsOfNode,
  removeEdges,
  removeNodes,
  switchNodes,
} from '../../shared/graph/edit'
import { passThroughOf, removeAndHeal } from '../../shared/graph/heal'
import type { Graph } from '../../shared/graph/schema'
import type { KindId } from '../../shared/nodes/kinds'
import type { OpenDocument } from '../designs/document'
import { showNotice } from '../shell/notice-store'
import { boxesTouch, cardHeight, cardWidth, type Point } from './geometry'
import { refusalOf } from './refusal'

/** Adds a node with its upper left corner at `at` and selects it; its id. */
export function insertNode(document: OpenDocument, kind: KindId, at: Point): string {
  const node = newNode(document.store.getState().graph, kind, [Math.round(at.x), Math.round(at.y)])
  document.change((graph) => addNode(graph, node))
  document.select({ nodeIds: [node.id] })
  return node.id
}

/** Adds a node and the edge that leads to it, as one step. */
export function insertBehind(document: OpenDocument, kind: KindId, at: Point, from: string): string {
  const node = newNode(document.store.getState().graph, kind, [Math.round(at.x), Math.round(at.y)])
  document.change((graph) => connect(addNode(graph, node), from, node.id))
  document.select({ nodeIds: [node.id] })
  return node.id
}

/** Adds a node whose first port leads to another one, as one step. */
export function insertBefore(document: OpenDocument, kind: KindId, at: Point, to: string): string {
  const node = newNode(document.store.getState().graph, kind, [Math.round(at.x), Math.round(at.y)])
  const [port] = portsOfNode(node) ?? []
  document.change((graph) => {
    const added = addNode(graph, node)
    return port === undefined ? added : connect(added, `${node.id}.${port}`, to)
  })
  document.select({ nodeIds: [node.id] })
  return node.id
}

export function insertBetween(document: OpenDocument, kind: KindId, at: Point, from: string): string {
  const node = newNode(document.store.getState().graph, kind, [Math.round(at.x), Math.round(at.y)])
  document.change((graph) => insertOnEdge(graph, from, node))
  document.select({ nodeIds: [node.id] })
  return node.id
}

/** The place nearest to `wanted`, down and to the right, where a new card covers no other. */
export function freePlace(graph: Graph, wanted: Point): Point {
  const size = { width: cardWidth, height: cardHeight(3, false) }
  const taken = graph.nodes.filter(({ kind }) => kind !== 'frame').map(({ at: [x, y] }) => ({ x, y, ...size }))
  let place = wanted
  while (taken.some((box) => boxesTouch({ ...place, ...size }, box, 8))) place = { x: place.x + 24, y: place.y + 24 }
  return place
}

/** Draws an edge, or says why not. */
export function drawLine(document: OpenDocument, from: string, to: string): boolean {
  const refusal = refusalOf(document.store.getState().graph, from, to)
  if (refusal !== undefined) {
    showNotice({ tone: 'warn', text: sentence(refusal), key: 'refusal' })
    return false
  }
  document.change((graph) => connect(graph, from, to))
  return true
}

/** Moves an edge's end to another node; nothing changes where that would be wrong. */
export function moveEnd(document: OpenDocument, from: string, to: string | undefined): void {
  if (to === undefined) document.change((graph) => removeEdges(graph, new Set([from])))
  else drawLine(document, from, to)
}

export function removeSelected(document: OpenDocument): void {
  const { nodeIds, edgeFroms } = document.store.getState().selection
  if (nodeIds.length + edgeFroms.length === 0) return
  document.change((graph) => removeNodes(removeEdges(graph, new Set(edgeFroms)), new Set(nodeIds)))
  document.select({})
}

/** Removes the selected nodes and joins what led to them to where they led. */
export function removeSelectedAndHeal(document: OpenDocument): void {
  const { nodeIds } = document.store.getState().selection
  if (nodeIds.length === 0) {
    removeSelected(document)
    return
  }
  document.change((graph) => removeAndHeal(graph, new Set(nodeIds)))
  document.select({})
}

export function selectAll(document: OpenDocument): void {
  const { graph } = document.store.getState()
  document.select({ nodeIds: graph.nodes.map(({ id }) => id), edgeFroms: graph.edges.map(({ from }) => from) })
}

/** Switches the selected nodes off, or on where all of them are off; says which of them nothing can stand for. */
export function switchSelected(document: OpenDocument): void {
  const { graph, selection } = document.store.getState()
  const chosen = graph.nodes.filter(({ id }) => selection.nodeIds.includes(id))
  const able = chosen.filter((node) => node.off === true || passThroughOf(node) !== undefined)
  if (able.length === 0) {
    const text = 'Problems, answers, splits, notes and frames cannot be switched off; delete the node instead'
    if (chosen.length > 0) showNotice({ tone: 'warn', text, key: 'refusal' })
    return
  }
  const off = able.some((node) => node.off !== true)
  document.change((before) => switchNodes(before, new Set(able.map(({ id }) => id)), off))
}
