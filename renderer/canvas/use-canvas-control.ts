import { type FitViewOptions, useReactFlow } from '@xyflow/react'
import { type DragEvent, useCallback, useEffect } from 'react'
import type { OpenDocument } from '../designs/document'
import { setCanvas } from './control'
import { freePlace, insertNode } from './edit-actions'
import { cardHeight, cardWidth } from './geometry'
import { draggedKind } from './palette-drag'

/** Lets the rest of the window steer this canvas; gives the handler for a kind dropped on it. */
export function useCanvasControl(document: OpenDocument, fitViewOptions: FitViewOptions) {
  const flow = useReactFlow()

  useEffect(() => {
    const middleOfView = () => {
      const area = window.document.querySelector('[data-testid="canvas"]')?.getBoundingClientRect()
      if (area === undefined) return { x: 0, y: 0 }
      const middle = flow.screenToFlowPosition({ x: area.x + area.width / 2, y: area.y + area.height / 2 })
      return { x: middle.x - cardWidth / 2, y: middle.y - cardHeight(2, false) / 2 }
    }
    return setCanvas({
      fit: () => void flow.fitView(fitViewOptions),
      show(nodeId) {
        document.select({ nodeIds: [nodeId] })
        const node = flow.getNode(nodeId)
        if (node === undefined) return
        const { x, y } = node.position
        void flow.setCenter(x + cardWidth / 2, y + 60, { zoom: Math.max(flow.getZoom(), 0.7) })
      },
      insert(kind) {
        const { graph } = document.store.getState()
        insertNode(document, kind, freePlace(graph, middleOfView()))
      },
    })
  }, [document, flow, fitViewOptions])

  return useCallback(
    (event: DragEvent) => {
      const kind = draggedKind(event)
      if (kind === undefined) return
      event.preventDefault()
      const at = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY })
      insertNode(document, kind, { x: at.x - cardWidth / 2, y: at.y - 24 })
    },
    [document, flow],
  )
}
