import { type FitViewOptions, useReactFlow } from '@xyflow/react'
import { type DragEvent, type PointerEvent, useEffect, useMemo, useRef } from 'react'
import type { OpenDocument } from '../designs/document'
import { usePicker } from '../shell/picker-store'
import { notePointer } from './canvas-keys'
import { openContextMenu } from './context-menu'
import { type CanvasControl, setCanvas } from './control'
import { freePlace, insertNode } from './edit-actions'
import { type Box, cardHeight, cardWidth, type Point } from './geometry'
import { draggedKind } from './palette-drag'

const readable = 0.7
/** How much is kept free round a card that is brought into view, in pixels of the screen. */
const room = 24

/** How far something must be moved to lie within an area with room round it; its beginning comes first. */
function inward(from: number, to: number, least: number, most: number): number {
  if (from < least) return least + room - from
  return to > most ? Math.max(most - room - to, least + room - from) : 0
}

/** Lets the rest of the window steer this canvas, and tells it where the pointer is. */
export function useCanvasControl(
  document: OpenDocument,
  fitViewOptions: FitViewOptions,
  boxes: ReadonlyMap<string, Box>,
) {
  const flow = useReactFlow()
  const latestBoxes = useRef(boxes)
  latestBoxes.current = boxes
  /** On the screen; null where it is not over the canvas. */
  const pointer = useRef<Point | null>(null)

  useEffect(() => {
    const area = () => window.document.querySelector('[data-testid="canvas"]')?.getBoundingClientRect()
    /** Moves the view no farther than it takes to see the whole of a card. */
    const reveal = (nodeId: string) => {
      const box = latestBoxes.current.get(nodeId)
      const seen = area()
      if (box === undefined || seen === undefined) return
      const { x, y, zoom } = flow.getViewport()
      const corner = flow.flowToScreenPosition(box)
      const dx = inward(corner.x, corner.x + box.width * zoom, seen.left, seen.right)
      const dy = inward(corner.y, corner.y + box.height * zoom, seen.top, seen.bottom)
      if (dx !== 0 || dy !== 0) void flow.setViewport({ x: x + dx, y: y + dy, zoom })
    }
    const control: CanvasControl = {
      fit: () => void flow.fitView(fitViewOptions),
      fitSelection() {
        const nodes = document.store.getState().selection.nodeIds.map((id) => ({ id }))
        if (nodes.length > 0) void flow.fitView({ ...fitViewOptions, nodes })
      },
      zoom(how) {
        if (how === 'reset') void flow.zoomTo(1)
        else void (how === 'in' ? flow.zoomIn() : flow.zoomOut())
      },
      show(nodeId) {
        if (!latestBoxes.current.has(nodeId)) return
        document.select({ nodeIds: [nodeId] })
        const box = latestBoxes.current.get(nodeId)
        const middle = box === undefined ? undefined : { x: box.x + box.width / 2, y: box.y + box.height / 2 }
        if (middle !== undefined) void flow.setCenter(middle.x, middle.y, { zoom: Math.max(flow.getZoom(), readable) })
      },
      focus(nodeId) {
        const place = nodeId === undefined ? '.react-flow' : `.react-flow__node[data-id="${CSS.escape(nodeId)}"]`
        const take = () => {
          // A list that was opened meanwhile keeps the focus.
          if (!usePicker.getState().isOpen) {
            window.document.querySelector<HTMLElement>(place)?.focus({ preventScroll: true })
          }
          if (nodeId !== undefined) reveal(nodeId)
        }
        // Drawn with the next frame.
        requestAnimationFrame(() => requestAnimationFrame(take))
      },
      insert(kind) {
        const { graph } = document.store.getState()
        const { x, y } = control.middle()
        const wanted = { x: x - cardWidth / 2, y: y - cardHeight(2, false) / 2 }
        insertNode(document, kind, freePlace(graph, wanted))
      },
      pointer: () => (pointer.current === null ? undefined : flow.screenToFlowPosition(pointer.current)),
      middle() {
        const { x = 0, y = 0, width = 0, height = 0 } = area() ?? {}
        return flow.screenToFlowPosition({ x: x + width / 2, y: y + height / 2 })
      },
      toScreen: (point) => flow.flowToScreenPosition(point),
      boxes: () => latestBoxes.current,
    }
    return setCanvas(control)
  }, [document, flow, fitViewOptions])

  return useMemo(() => {
    const toFlow = ({ clientX, clientY }: { clientX: number; clientY: number }) =>
      flow.screenToFlowPosition({ x: clientX, y: clientY })
    return {
      toFlow,
      handlers: {
        onPointerMove({ clientX, clientY }: PointerEvent) {
          pointer.current = { x: clientX, y: clientY }
        },
        onPointerDownCapture: notePointer,
        onPointerLeave({ relatedTarget }: PointerEvent) {
          // A menu that opens under the pointer takes it from the canvas, but is about this place.
          const isPopup = relatedTarget instanceof Element && relatedTarget.closest('.react-flow') === null
          if (!isPopup || relatedTarget.closest('#root') !== null) pointer.current = null
        },
        onContextMenu(event: React.MouseEvent) {
          if (!(event.target instanceof Element) || event.target.closest('input, textarea') !== null) return
          event.preventDefault()
          pointer.current = { x: event.clientX, y: event.clientY }
          openContextMenu(document, event.target, { x: event.clientX, y: event.clientY })
        },
        // Elsewhere the middle button pastes; here it pans.
        onMouseUp(event: React.MouseEvent) {
          if (event.button === 1) event.preventDefault()
        },
        onDrop(event: DragEvent) {
          const kind = draggedKind(event)
          if (kind === undefined) return
          event.preventDefault()
          const at = toFlow(event)
          insertNode(document, kind, { x: at.x - cardWidth / 2, y: at.y - 24 })
        },
      },
    }
  }, [document, flow])
}
