import type { Connection, Edge, FinalConnectionState, OnConnectStart, ReactFlowProps } from '@xyflow/react'
import { useReactFlow } from '@xyflow/react'
import { useMemo, useRef } from 'react'
import { targetsFor } from '../../shared/graph/targets'
import type { OpenDocument } from '../designs/document'
import { chooseKind } from './choose'
import { endConnecting, startConnecting, useConnecting } from './connecting'
import { drawLine, moveEnd } from './edit-actions'
import type { CardNode, LineEdge } from './flow'
import { refusalOf } from './refusal'

type Handlers = Pick<
  ReactFlowProps<CardNode, LineEdge>,
  'onConnect' | 'onConnectStart' | 'onConnectEnd' | 'onReconnect' | 'onReconnectStart' | 'onReconnectEnd'
> & { isValidConnection: (edge: Edge | Connection) => boolean }

/** Drawing edges: what fits lights up, a line let go on a card leads there, one let go on empty canvas asks for a new node. */
export function useConnectingHandlers(document: OpenDocument): Handlers {
  const flow = useReactFlow()
  // The library tells of the end of a drawn line also where an edge's end was moved.
  const movedEdge = useRef(false)
  return useMemo((): Handlers => {
    const graph = () => document.store.getState().graph
    const onConnectStart: OnConnectStart = (_event, { nodeId, handleId, handleType }) => {
      if (nodeId === null || handleType !== 'source') return
      const from = `${nodeId}.${handleId ?? ''}`
      startConnecting(from, targetsFor(graph(), from))
    }
    return {
      isValidConnection({ source, sourceHandle, target }) {
        const from = fromOf(source, sourceHandle)
        const { from: drawn, targets } = useConnecting.getState()
        return drawn === from && targets !== null ? targets.has(target) : refusalOf(graph(), from, target) === undefined
      },
      onConnectStart,
      onConnect: ({ source, sourceHandle, target }) => void drawLine(document, fromOf(source, sourceHandle), target),
      onConnectEnd(event, state) {
        endConnecting()
        if (state.isValid === true || state.fromHandle === null || movedEdge.current) return
        const { nodeId, id, type } = state.fromHandle
        const at = pointOf(event)
        const target = cardAt(at) ?? state.toNode?.id
        const from = fromOf(nodeId, id)
        if (target === undefined) {
          const place = flow.screenToFlowPosition(at)
          chooseKind(document, place, type === 'source' ? { from } : { to: nodeId })
        } else if (type === 'source' && target !== nodeId) drawLine(document, from, target)
      },
      onReconnectStart: () => {
        movedEdge.current = true
      },
      onReconnect: ({ id }, { target }) => moveEnd(document, id, target),
      onReconnectEnd(event, { id }, _type, state: FinalConnectionState) {
        movedEdge.current = false
        endConnecting()
        if (state.isValid === true) return
        moveEnd(document, id, cardAt(pointOf(event)))
      },
    }
  }, [document, flow])
}

function fromOf(nodeId: string, port: string | null | undefined): string {
  return `${nodeId}.${port ?? ''}`
}

function pointOf(event: MouseEvent | TouchEvent): { x: number; y: number } {
  const at = 'changedTouches' in event ? event.changedTouches[0] : event
  return { x: at?.clientX ?? 0, y: at?.clientY ?? 0 }
}

/** A line let go anywhere over a card leads to that card, not only over its small handle. */
function cardAt({ x, y }: { x: number; y: number }): string | undefined {
  return window.document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-node]')?.dataset.node
}
