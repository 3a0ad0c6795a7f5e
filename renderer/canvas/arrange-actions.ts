import { addNode, moveNodes, newNode } from '../../shared/graph/edit'
import type { Graph } from '../../shared/graph/schema'
import type { OpenDocument } from '../designs/document'
import { showNotice } from '../shell/notice-store'
import { type Alignment, alignBoxes, distributeBoxes, type Positions } from './arrange'
import { canvas } from './control'
import type { Box } from './geometry'
import { layOut } from './lay-out'

function selectedBoxes(document: OpenDocument): Map<string, Box> {
  const { nodeIds } = document.store.getState().selection
  const boxes = canvas()?.boxes() ?? new Map<string, Box>()
  return new Map(
    nodeIds.flatMap((id) => {
      const box = boxes.get(id)
      return box === undefined ? [] : [[id, box] as const]
    }),
  )
}

export function alignSelected(document: OpenDocument, how: Alignment): void {
  move(document, alignBoxes(selectedBoxes(document), how))
}

export function distributeSelected(document: OpenDocument, way: 'across' | 'down'): void {
  move(document, distributeBoxes(selectedBoxes(document), way))
}

function move(document: OpenDocument, positions: Positions): void {
  if (positions.size > 0) document.change((graph) => moveNodes(graph, positions))
}

/** Lays the selected nodes out, or all of them where fewer than two are selected; one step, frames drawn anew round theirs. */
export async function tidy(document: OpenDocument): Promise<void> {
  const control = canvas()
  if (control === undefined) return
  const { graph, selection } = document.store.getState()
  const chosen = selection.nodeIds.length > 1 ? new Set(selection.nodeIds) : new Set(graph.nodes.map(({ id }) => id))
  const boxes = control.boxes()
  const positions = await layOut(graph, chosen, boxes)
  if (positions === undefined) {
    showNotice({ tone: 'warn', text: 'This graph is too large to be laid out; select a part of it', key: 'tidy' })
    return
  }
  // It took a moment: what has gone meanwhile stays gone.
  document.change((now) => moveNodes(frameAnew(graph, now, boxes, positions), positions))
}

const frameGap = 24
const frameHead = 36

/** Frames round what they held before, where that was moved. */
function frameAnew(before: Graph, now: Graph, boxes: ReadonlyMap<string, Box>, positions: Positions): Graph {
  const nodes = now.nodes.map((node) => {
    const box = boxes.get(node.id)
    if (node.kind !== 'frame' || box === undefined) return node
    const held = before.nodes.filter(({ id }) => {
      const other = boxes.get(id)
      return positions.has(id) && other !== undefined && liesIn(other, box)
    })
    if (held.length === 0) return node
    const moved = held.flatMap(({ id }) => {
      const [x, y] = positions.get(id) ?? [0, 0]
      const other = boxes.get(id)
      return other === undefined ? [] : [{ ...other, x, y }]
    })
    const { at, width, height } = frameRound(moved)
    return { ...node, at, settings: { ...node.settings, width, height } }
  })
  return { ...now, nodes }
}

export function liesIn(inner: Box, outer: Box): boolean {
  return (
    inner !== outer &&
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  )
}

function frameRound(boxes: readonly Box[]): { at: [number, number]; width: number; height: number } {
  const left = Math.min(...boxes.map(({ x }) => x)) - frameGap
  const top = Math.min(...boxes.map(({ y }) => y)) - frameGap - frameHead
  const right = Math.max(...boxes.map(({ x, width }) => x + width)) + frameGap
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height)) + frameGap
  return { at: [left, top], width: Math.round(right - left), height: Math.round(bottom - top) }
}

/** Draws a frame round the selected nodes and selects it. */
export function frameSelected(document: OpenDocument): void {
  const boxes = [...selectedBoxes(document).values()]
  if (boxes.length === 0) return
  const { at, width, height } = frameRound(boxes)
  const { graph } = document.store.getState()
  const bare = newNode(graph, 'frame', at)
  const node = { ...bare, settings: { ...bare.settings, width, height } }
  document.change((now) => addNode(now, node))
  document.select({ nodeIds: [node.id] })
}

const nudgeStep = 8

/** Arrow keys move what is selected by one step of the grid, with Shift by four; keys in a row are one undo step. */
export function nudgeSelected(document: OpenDocument, key: string, isLarge: boolean): boolean {
  const [dx, dy] = nudges[key] ?? [0, 0]
  const { graph, selection } = document.store.getState()
  if (selection.nodeIds.length === 0 || (dx === 0 && dy === 0)) return false
  const step = isLarge ? nudgeStep * 4 : nudgeStep
  const chosen = withFramed(graph, new Set(selection.nodeIds), canvas()?.boxes() ?? new Map())
  const positions = new Map(
    graph.nodes
      .filter(({ id }) => chosen.has(id))
      .map(({ id, at: [x, y] }) => [id, [x + dx * step, y + dy * step] as const]),
  )
  document.change((now) => moveNodes(now, positions), `nudge ${[...positions.keys()].join(' ')}`)
  return true
}

const nudges: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/** These nodes, and what lies wholly inside the frames among them. */
export function withFramed(
  graph: Graph,
  ids: ReadonlySet<string>,
  boxes: ReadonlyMap<string, Box>,
): ReadonlySet<string> {
  const frames = graph.nodes.flatMap(({ id, kind }) => {
    const box = ids.has(id) && kind === 'frame' ? boxes.get(id) : undefined
    return box === undefined ? [] : [box]
  })
  if (frames.length === 0) return ids
  const inside = graph.nodes.filter(({ id }) => {
    const box = boxes.get(id)
    return box !== undefined && frames.some((frame) => liesIn(box, frame))
  })
  return new Set([...ids, ...inside.map(({ id }) => id)])
}
