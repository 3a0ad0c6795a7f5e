import { sentence } from '../../shared/format'
import { addNode, connect, insertCopies, newNode, removeEdges, removeNodes } from '../../shared/graph/edit'
import { type Graph, splitFrom } from '../../shared/graph/schema'
import type { KindId } from '../../shared/nodes/kinds'
import type { OpenDocument } from '../designs/document'
import { showNotice } from '../shell/notice-store'
import { boxesTouch, cardHeight, cardWidth, type Point } from './geometry'
import { refusalOf } from './refusal'

/** Adds a node with its upper left corner at `at` and selects it. */
export function insertNode(document: OpenDocument, kind: KindId, at: Point): void {
  const node = newNode(document.store.getState().graph, kind, [Math.round(at.x), Math.round(at.y)])
  document.change((graph) => addNode(graph, node))
  document.select({ nodeIds: [node.id] })
}

/** The place nearest to `wanted`, down and to the right, where a new card covers no other. */
export function freePlace(graph: Graph, wanted: Point): Point {
  const size = { width: cardWidth, height: cardHeight(3, false) }
  const taken = graph.nodes.map(({ at: [x, y] }) => ({ x, y, ...size }))
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

export function removeSelected(document: OpenDocument): void {
  const { nodeIds, edgeFroms } = document.store.getState().selection
  if (nodeIds.length + edgeFroms.length === 0) return
  document.change((graph) => removeNodes(removeEdges(graph, new Set(edgeFroms)), new Set(nodeIds)))
  document.select({})
}

export function selectAll(document: OpenDocument): void {
  const { graph } = document.store.getState()
  document.select({ nodeIds: graph.nodes.map(({ id }) => id), edgeFroms: graph.edges.map(({ from }) => from) })
}

type Copied = Pick<Graph, 'nodes' | 'edges'>

/** One clipboard for all designs of this window. */
let copied: Copied = { nodes: [], edges: [] }
let pastes = 0
const pasteStep = 36

function selectedPart(document: OpenDocument): Copied {
  const { graph, selection } = document.store.getState()
  const ids = new Set(selection.nodeIds)
  return {
    nodes: graph.nodes.filter(({ id }) => ids.has(id)),
    edges: graph.edges.filter(({ from, to }) => ids.has(splitFrom(from).node) && ids.has(to)),
  }
}

export function copySelected(document: OpenDocument): void {
  const part = selectedPart(document)
  if (part.nodes.length === 0) return
  copied = part
  pastes = 0
}

export function cutSelected(document: OpenDocument): void {
  copySelected(document)
  removeSelected(document)
}

export function pasteCopied(document: OpenDocument): void {
  pastes += 1
  insertPart(document, copied, pastes * pasteStep)
}

export function duplicateSelected(document: OpenDocument): void {
  insertPart(document, selectedPart(document), pasteStep)
}

function insertPart(document: OpenDocument, part: Copied, by: number): void {
  if (part.nodes.length === 0) return
  const { graph, ids } = insertCopies(document.store.getState().graph, part, [by, by])
  document.change(() => graph)
  document.select({ nodeIds: ids })
}
