import type { DragEvent } from 'react'
import { type KindId, kinds } from '../../shared/nodes/kinds'

export const kindDragType = 'application/x-switchyard-kind'

/** The kind that a drag from the palette carries. */
export function draggedKind(event: DragEvent): KindId | undefined {
  const id = event.dataTransfer.getData(kindDragType)
  return Object.hasOwn(kinds, id) ? (id as KindId) : undefined
}
