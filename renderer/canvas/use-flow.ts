import { type NodeHandle, Position, useStore } from '@xyflow/react'
import { useMemo, useRef } from 'react'
import type { OpenDocument } from '../designs/document'
import { useDocument, useGraph } from '../designs/session'
import type { SeenTraffic } from './card-data'
import { chipScale } from './chips'
import { type Card, type CardNode, dragFlow, type LineEdge } from './flow'
import { cardWidth, entryY, portY } from './geometry'
import { type SteadyFlow, steadyFlow } from './steady-flow'
import type { FlowDraft } from './use-flow-changes'

/** What the canvas library is given: derived from the document at each change, and never saved. */
export function useFlow(document: OpenDocument, traffic: SeenTraffic | undefined, draft: FlowDraft) {
  const graph = useGraph(document)
  const selection = useDocument(document, (state) => state.selection)
  const scale = useStore(({ transform }) => chipScale(transform[2]))
  const before = useRef<SteadyFlow>(undefined)
  const resting = useMemo(() => {
    before.current = steadyFlow(before.current, { graph, traffic, scale })
    return before.current.flow
  }, [graph, traffic, scale])
  const flow = useMemo(() => dragFlow(resting, draft.moved, draft.sized), [resting, draft])
  // What did not change keeps its object, so that a drag redraws only what moves.
  const drawn = useRef(new WeakMap<Card | LineEdge, CardNode | LineEdge>())
  const nodes = useMemo(() => {
    const selected = new Set(selection.nodeIds)
    return flow.cards.map((card) => reuse(drawn.current, card, () => drawCard(card), selected.has(card.node.id)))
  }, [flow, selection])
  const edges = useMemo(() => {
    const selected = new Set(selection.edgeFroms)
    return flow.lines.map((line) => reuse(drawn.current, line, () => line, selected.has(line.id)))
  }, [flow, selection])
  const boxes = useMemo(() => new Map(resting.cards.map(({ node, box }) => [node.id, box])), [resting])
  return { nodes, edges, boxes }
}

function reuse<Drawn extends CardNode | LineEdge>(
  drawn: WeakMap<Card | LineEdge, CardNode | LineEdge>,
  from: Card | LineEdge,
  draw: () => Drawn,
  selected: boolean,
): Drawn {
  const known = drawn.get(from) as Drawn | undefined
  if (known?.selected === selected) return known
  const next = { ...draw(), selected }
  drawn.set(from, next)
  return next
}

const handleSize = 10

/** Where the handles are is known: the library need not measure them, nor draw what is out of sight to know its edges. */
function handlesOf({ data }: Card): NodeHandle[] {
  if (data.comment !== undefined) return []
  const size = { width: handleSize, height: handleSize }
  const half = handleSize / 2
  const ports = data.ports.map((id, index): NodeHandle => {
    return { id, type: 'source', position: Position.Right, x: cardWidth - half, y: portY(index) - half, ...size }
  })
  if (data.isEntry) return ports
  return [{ id: 'in', type: 'target', position: Position.Left, x: -half, y: entryY - half, ...size }, ...ports]
}

function drawCard(card: Card): CardNode {
  const { node, box, data } = card
  const { width, height, x, y } = box
  const isFrame = node.kind === 'frame' && data.comment !== undefined
  const isNote = node.kind === 'note' && data.comment !== undefined
  return {
    id: node.id,
    type: isFrame ? 'frame' : isNote ? 'note' : 'card',
    position: { x, y },
    width,
    height,
    measured: { width, height },
    handles: handlesOf(card),
    data,
    ariaLabel: nameOfCard(card),
    // Behind everything, and open to the pointer but for its title, so that what lies in it can be reached and marked.
    ...(isFrame ? { zIndex: -1, dragHandle: '[data-grip]', style: { pointerEvents: 'none' as const } } : {}),
  }
}

function nameOfCard({ data }: Card): string {
  const { title, kindLabel, summary, issues, state } = data
  const trouble = issues.map(({ message }) => message).join('; ')
  const said = [`${title}, ${kindLabel}, ${summary}`, state === null ? '' : `${state.name}: ${state.why}`, trouble]
  return said.filter((part) => part !== '').join('. ')
}
