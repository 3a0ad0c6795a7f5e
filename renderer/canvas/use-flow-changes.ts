import { type EdgeChange, type NodeChange, useStoreApi } from '@xyflow/react'
import { useCallback, useRef, useState } from 'react'
import { moveNodes, resizeNode } from '../../shared/graph/edit'
import type { OpenDocument } from '../designs/document'
import { liesIn, withFramed } from './arrange-actions'
import { canvas } from './control'
import type { CardNode, LineEdge } from './flow'
import type { Box } from './geometry'
import { boxRound, type Guide, snapTo } from './guides'

type Place = readonly [number, number]
type Places = ReadonlyMap<string, Place>

/** What a gesture under way shows before the document knows. */
export interface FlowDraft {
  moved: Places
  sized: Places
  guides: readonly Guide[]
}

const nowhere: Places = new Map()
const atRest: FlowDraft = { moved: nowhere, sized: nowhere, guides: [] }
/** How near things must be to be moved into line, in pixels of the screen. */
const snapReach = 6

/** Turns the canvas library's changes into edits of the document: one for a whole drag, or for one change of size. */
export function useFlowChanges(document: OpenDocument) {
  const [draft, setDraft] = useState(atRest)
  const latest = useRef(atRest)
  const library = useStoreApi<CardNode, LineEdge>()

  const onNodesChange = useCallback(
    (changes: NodeChange<CardNode>[]) => {
      const show = (next: FlowDraft) => {
        latest.current = next
        setDraft(next)
      }
      const { moved, isDragging, sized, isResizing } = readGesture(changes)
      if (sized.size > 0 && isResizing) show({ moved, sized, guides: [] })
      else if (moved.size > 0 && isDragging) show(dragged(document, moved, library.getState().transform[2]))
      else if (latest.current !== atRest && (moved.size > 0 || isResizing === false)) {
        settle(document, latest.current)
        show(atRest)
      }
      select(document, 'nodeIds', changes, (id) => isMarked(id, library.getState()))
    },
    [document, library],
  )

  const onEdgesChange = useCallback(
    (changes: EdgeChange<LineEdge>[]) => select(document, 'edgeFroms', changes, () => true),
    [document],
  )
  return { draft, onNodesChange, onEdgesChange }
}

function readGesture(changes: readonly NodeChange<CardNode>[]) {
  const moved = new Map<string, Place>()
  const sized = new Map<string, Place>()
  let isDragging = false
  let isResizing: boolean | undefined
  for (const change of changes) {
    if (change.type === 'position' && change.position !== undefined) {
      moved.set(change.id, [Math.round(change.position.x), Math.round(change.position.y)])
      if (change.dragging === true) isDragging = true
    }
    if (change.type === 'dimensions' && change.resizing !== undefined) {
      isResizing = change.resizing
      const { width, height } = change.dimensions ?? {}
      if (width !== undefined && height !== undefined) sized.set(change.id, [Math.round(width), Math.round(height)])
    }
  }
  return { moved, isDragging, sized, isResizing }
}

/** A frame takes along what lies in it, and everything together is drawn into line with what is near. */
function dragged(document: OpenDocument, moved: Places, zoom: number): FlowDraft {
  const { graph } = document.store.getState()
  const boxes = canvas()?.boxes() ?? new Map<string, Box>()
  const along = withFramed(graph, new Set(moved.keys()), boxes)
  const [lead] = moved
  const from = lead === undefined ? undefined : boxes.get(lead[0])
  if (lead === undefined || from === undefined) return { moved, sized: nowhere, guides: [] }
  const by = [lead[1][0] - from.x, lead[1][1] - from.y] as const
  const together = [...boxes].filter(([id]) => along.has(id))
  const round = boxRound(together.map(([, box]) => box))
  const others = [...boxes].filter(([id]) => !along.has(id)).map(([, box]) => box)
  const snap = snapTo({ ...round, x: round.x + by[0], y: round.y + by[1] }, others, snapReach / zoom)
  const places = together.map(([id, { x, y }]): [string, Place] => [
    id,
    [Math.round(x + by[0] + snap.dx), Math.round(y + by[1] + snap.dy)],
  ])
  return { moved: new Map(places), sized: nowhere, guides: snap.guides }
}

function settle(document: OpenDocument, { moved, sized }: FlowDraft): void {
  document.change((graph) => {
    let next = moved.size > 0 ? moveNodes(graph, moved) : graph
    for (const [id, size] of sized) next = resizeNode(next, id, size)
    return next
  })
}

interface Marking {
  userSelectionActive: boolean
  userSelectionRect: Box | null
  transform: readonly [number, number, number]
}

/** A marquee takes whatever it touches, but a frame only as a whole: it may lie round everything. */
function isMarked(id: string, { userSelectionActive, userSelectionRect, transform }: Marking): boolean {
  const element = userSelectionActive ? canvas()?.boxes().get(id) : undefined
  if (element === undefined || userSelectionRect === null || !isFrame(id)) return true
  const [x, y, zoom] = transform
  const area = {
    x: (userSelectionRect.x - x) / zoom,
    y: (userSelectionRect.y - y) / zoom,
    width: userSelectionRect.width / zoom,
    height: userSelectionRect.height / zoom,
  }
  return liesIn(element, area)
}

function isFrame(id: string): boolean {
  return window.document.querySelector(`.react-flow__node-frame[data-id="${CSS.escape(id)}"]`) !== null
}

function select(
  document: OpenDocument,
  what: 'nodeIds' | 'edgeFroms',
  changes: readonly (NodeChange<CardNode> | EdgeChange<LineEdge>)[],
  mayBe: (id: string) => boolean,
): void {
  const { selection } = document.store.getState()
  const selected = new Set(selection[what])
  let changed = false
  for (const change of changes) {
    if (change.type !== 'select' || (change.selected && !mayBe(change.id))) continue
    changed = true
    if (change.selected) selected.add(change.id)
    else selected.delete(change.id)
  }
  if (changed) document.select({ ...selection, [what]: [...selected] })
}
