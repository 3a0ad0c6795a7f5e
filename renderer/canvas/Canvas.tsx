import '@xyflow/react/dist/base.css'
import {
  Background,
  BackgroundVariant,
  type Connection,
  type Edge,
  type FinalConnectionState,
  ReactFlow,
  ReactFlowProvider,
  SelectionMode,
  useStore,
} from '@xyflow/react'
import { type DragEvent, useCallback, useMemo, useRef } from 'react'
import type { OpenDocument } from '../designs/document'
import { useDocument, useGraph } from '../designs/session'
import styles from './Canvas.module.css'
import { CanvasButtons } from './CanvasButtons'
import type { SeenTraffic } from './card-data'
import { chipScale } from './chips'
import { drawLine } from './edit-actions'
import { addChips, type Card, type CardNode, deriveFlow, dragFlow, type LineEdge } from './flow'
import { NodeCard } from './NodeCard'
import { PortLine } from './PortLine'
import { kindDragType } from './palette-drag'
import { refusalOf } from './refusal'
import { useCanvasControl } from './use-canvas-control'
import { useFlowChanges } from './use-flow-changes'

const nodeTypes = { card: NodeCard }
const edgeTypes = { line: PortLine }
const fitViewOptions = { padding: 0.08, maxZoom: 1 }

interface CanvasProps {
  document: OpenDocument
  traffic: SeenTraffic | undefined
}

/** Each design has its own canvas, so that no view or drag of one leaks into another. */
export function Canvas(props: CanvasProps) {
  return (
    <ReactFlowProvider key={props.document.id}>
      <Surface {...props} />
    </ReactFlowProvider>
  )
}

function Surface({ document, traffic }: CanvasProps) {
  const { view } = useDocument(document, ({ view }) => ({ view }))
  const { dragged, onNodesChange, onEdgesChange } = useFlowChanges(document)
  const { nodes, edges } = useFlow(document, traffic, dragged)
  const dropKind = useCanvasControl(document, fitViewOptions)
  const isValid = useCallback(
    (edge: Edge | Connection) => {
      const from = `${edge.source}.${edge.sourceHandle ?? ''}`
      return refusalOf(document.store.getState().graph, from, edge.target) === undefined
    },
    [document],
  )

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a drop target; the palette's buttons do the same without a mouse
    <div className={styles.canvas} onDrop={dropKind} onDragOver={allowKind} data-testid="canvas">
      <ReactFlow<CardNode, LineEdge>
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        onConnect={({ source, sourceHandle, target }) => drawLine(document, `${source}.${sourceHandle ?? ''}`, target)}
        onConnectEnd={(event, state) => connectToCard(document, event, state)}
        isValidConnection={isValid}
        connectionRadius={28}
        deleteKeyCode={null}
        selectionMode={SelectionMode.Partial}
        multiSelectionKeyCode={['Shift', 'Control', 'Meta']}
        minZoom={0.2}
        maxZoom={2}
        fitView={view === null}
        fitViewOptions={fitViewOptions}
        {...(view === null ? {} : { defaultViewport: view })}
        onMoveEnd={(_event, viewport) => document.store.setState({ view: viewport })}
        proOptions={{ hideAttribution: true }}
        aria-label="Graph"
      >
        <Background variant={BackgroundVariant.Dots} gap={24} size={2} color="var(--dot)" />
        <CanvasButtons document={document} />
      </ReactFlow>
      {nodes.length === 0 && <p className={styles.empty}>Drag a node here, or press Enter on one in the list.</p>}
    </div>
  )
}

type Dragged = ReadonlyMap<string, readonly [number, number]>

function useFlow(document: OpenDocument, traffic: SeenTraffic | undefined, dragged: Dragged) {
  const graph = useGraph(document)
  const selection = useDocument(document, (state) => state.selection)
  const scale = useStore(({ transform }) => chipScale(transform[2]))
  const bare = useMemo(() => deriveFlow(graph, traffic), [graph, traffic])
  const resting = useMemo(() => addChips(bare, graph, traffic, scale), [bare, graph, traffic, scale])
  const flow = useMemo(() => dragFlow(resting, dragged), [resting, dragged])
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
  return { nodes, edges }
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

function drawCard({ node, box, data }: Card): CardNode {
  const { width, height, x, y } = box
  const trouble = data.issues.map(({ message }) => message).join('; ')
  return {
    id: node.id,
    type: 'card',
    position: { x, y },
    width,
    height,
    measured: { width, height },
    data,
    ariaLabel: `${data.title}, ${data.kindLabel}, ${data.summary}${trouble === '' ? '' : `. ${trouble}`}`,
  }
}

/** A line let go anywhere over a card leads to that card, not only over its small handle. */
function connectToCard(document: OpenDocument, event: MouseEvent | TouchEvent, state: FinalConnectionState): void {
  if (state.isValid === true || state.fromHandle?.type !== 'source') return
  const at = 'changedTouches' in event ? event.changedTouches[0] : event
  if (at === undefined) return
  const card = window.document.elementFromPoint(at.clientX, at.clientY)?.closest<HTMLElement>('[data-node]')
  const target = card?.dataset.node ?? state.toNode?.id
  if (target !== undefined) drawLine(document, `${state.fromHandle.nodeId}.${state.fromHandle.id ?? ''}`, target)
}

function allowKind(event: DragEvent): void {
  if (!event.dataTransfer.types.includes(kindDragType)) return
  event.preventDefault()
  event.dataTransfer.dropEffect = 'copy'
}
