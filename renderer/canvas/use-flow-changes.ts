import type { EdgeChange, NodeChange } from '@xyflow/react'
import { useCallback, useState } from 'react'
import { moveNodes } from '../../shared/graph/edit'
import type { OpenDocument } from '../designs/document'
import type { CardNode, LineEdge } from './flow'

type Positions = ReadonlyMap<string, readonly [number, number]>
const nowhere: Positions = new Map()

/** Turns the canvas library's changes into edits of the document: one for a whole drag, one for a row of nudges. */
export function useFlowChanges(document: OpenDocument) {
  const [dragged, setDragged] = useState<Positions>(nowhere)

  const onNodesChange = useCallback(
    (changes: NodeChange<CardNode>[]) => {
      const { moved, isUnderWay } = readMoves(changes)
      if (moved.size > 0 && isUnderWay) setDragged(moved)
      if (moved.size > 0 && !isUnderWay) {
        const gesture = dragged === nowhere ? `nudge ${[...moved.keys()].join(' ')}` : undefined
        document.change((graph) => moveNodes(graph, moved), gesture)
        setDragged(nowhere)
      }
      select(document, 'nodeIds', changes)
    },
    [document, dragged],
  )

  const onEdgesChange = useCallback(
    (changes: EdgeChange<LineEdge>[]) => select(document, 'edgeFroms', changes),
    [document],
  )
  return { dragged, onNodesChange, onEdgesChange }
}

function readMoves(changes: readonly NodeChange<CardNode>[]) {
  const moved = new Map<string, readonly [number, number]>()
  let isUnderWay = false
  for (const change of changes) {
    if (change.type !== 'position' || change.position === undefined) continue
    moved.set(change.id, [Math.round(change.position.x), Math.round(change.position.y)])
    if (change.dragging === true) isUnderWay = true
  }
  return { moved, isUnderWay }
}

function select(
  document: OpenDocument,
  what: 'nodeIds' | 'edgeFroms',
  changes: readonly (NodeChange<CardNode> | EdgeChange<LineEdge>)[],
): void {
  const { selection } = document.store.getState()
  const selected = new Set(selection[what])
  let changed = false
  for (const change of changes) {
    if (change.type !== 'select') continue
    changed = true
    if (change.selected) selected.add(change.id)
    else selected.delete(change.id)
  }
  if (changed) document.select({ ...selection, [what]: [...selected] })
}
