import '@xyflow/react/dist/base.css'
import {
  Background,
  BackgroundVariant,
  MiniMap,
  ReactFlow,
  ReactFlowProvider,
  SelectionMode,
  useStore,
} from '@xyflow/react'
import { type DragEvent, type MouseEvent, useMemo, useRef } from 'react'
import type { OpenDocument } from '../designs/document'
import { useExtras } from '../shell/panels'
import { classes } from '../theme/classes'
import styles from './Canvas.module.css'
import { CanvasButtons } from './CanvasButtons'
import { FrameCard, NoteCard } from './CommentCards'
import { ContextMenu } from './ContextMenu'
import { noteKeyFocus } from './canvas-keys'
import type { SeenTraffic } from './card-data'
import { chooseKind } from './choose'
import { FindBar } from './FindBar'
import type { CardNode, LineEdge } from './flow'
import { GuideLines } from './GuideLines'
import { NodeCard } from './NodeCard'
import { PortLine } from './PortLine'
import { kindDragType } from './palette-drag'
import { useCanvasControl } from './use-canvas-control'
import { useConnectingHandlers } from './use-connecting'
import { useFlow } from './use-flow'
import { useFlowChanges } from './use-flow-changes'
import { storedView, storeView } from './views'

const nodeTypes = { card: NodeCard, note: NoteCard, frame: FrameCard }
const edgeTypes = { line: PortLine }
const fitViewOptions = { padding: 0.08, maxZoom: 1 }
const panButtons = [0, 1]
const adding = ['Shift', 'Control', 'Meta']
/** Below this zoom words are too small to be read and are not drawn. */
const farZoom = 0.35
const farthest = 0.1
/** A very large graph is looked at in parts: all of it at once would be thousands of cards, and none of them to be read. */
const farthestOfHuge = 0.2
const hugeGraph = 1500
/** A graph with more nodes draws only what is in sight. */
const manyNodes = 120

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
  const view = useMemo(() => document.store.getState().view ?? storedView(document.id), [document])
  const { draft, onNodesChange, onEdgesChange } = useFlowChanges(document)
  const { nodes, edges, boxes } = useFlow(document, traffic, draft)
  const { handlers, toFlow } = useCanvasControl(document, fitViewOptions, boxes)
  const connecting = useConnectingHandlers(document)
  const isFar = useStore(({ transform }) => transform[2] < farZoom)
  const hasMinimap = useExtras((state) => state.hasMinimap)
  const { surface, startMoving, endMoving } = useMovingMark()
  const addHere = (event: MouseEvent) => {
    if (event.target instanceof Element && event.target.matches('.react-flow__pane')) {
      chooseKind(document, toFlow(event))
    }
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys and menus do the same without a pointer
    <div
      ref={surface}
      className={classes(styles.canvas, isFar && styles.far)}
      onDragOver={allowKind}
      onDoubleClick={addHere}
      data-testid="canvas"
      {...handlers}
    >
      <ReactFlow<CardNode, LineEdge>
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        {...connecting}
        connectionRadius={28}
        reconnectRadius={14}
        deleteKeyCode={null}
        selectionMode={SelectionMode.Partial}
        multiSelectionKeyCode={adding}
        panOnDrag={panButtons}
        zoomOnDoubleClick={false}
        elevateNodesOnSelect={false}
        disableKeyboardA11y
        // One stop of the Tab key for each node is enough; edges are reached by their nodes.
        edgesFocusable={false}
        onlyRenderVisibleElements={nodes.length > manyNodes}
        minZoom={nodes.length > hugeGraph ? farthestOfHuge : farthest}
        maxZoom={2}
        fitView={view === null}
        fitViewOptions={fitViewOptions}
        {...(view === null ? {} : { defaultViewport: view })}
        onMoveStart={startMoving}
        onMoveEnd={(_event, viewport) => {
          endMoving()
          document.store.setState({ view: viewport })
          storeView(document.id, viewport)
        }}
        proOptions={{ hideAttribution: true }}
        tabIndex={0}
        onFocus={({ target, currentTarget }) => {
          if (target !== currentTarget || !target.matches(':focus-visible')) return
          noteKeyFocus()
          surface.current?.setAttribute('data-keyed', '')
        }}
        onBlur={() => surface.current?.removeAttribute('data-keyed')}
        aria-label="Graph"
        aria-description="Space adds a node, arrow keys go to the nodes, C connects the selected one, Control K lists every command"
      >
        <Background variant={BackgroundVariant.Dots} gap={24} size={2} color="var(--dot)" />
        <CanvasButtons document={document} />
        <GuideLines guides={draft.guides} />
        {hasMinimap && (
          <MiniMap
            className={styles.minimap ?? ''}
            pannable
            zoomable
            position="bottom-right"
            ariaLabel="Minimap"
            bgColor="var(--surface)"
            maskColor="color-mix(in srgb, var(--ground) 70%, transparent)"
            nodeColor={miniColor}
            nodeStrokeColor="var(--line-strong)"
            nodeStrokeWidth={2}
          />
        )}
      </ReactFlow>
      <FindBar document={document} />
      <ContextMenu />
      {nodes.length === 0 && (
        <p className={styles.empty}>Double-click or press Space to add a node, or drag one here from the list.</p>
      )}
    </div>
  )
}

const restMs = 120

/** Marks the canvas while it is panned or zoomed, past React: for a large graph that alone would take a frame. */
function useMovingMark() {
  const surface = useRef<HTMLDivElement>(null)
  return useMemo(() => {
    let rest: ReturnType<typeof setTimeout> | undefined
    return {
      surface,
      startMoving: () => {
        clearTimeout(rest)
        surface.current?.setAttribute('data-moving', '')
      },
      endMoving: () => {
        clearTimeout(rest)
        rest = setTimeout(() => surface.current?.removeAttribute('data-moving'), restMs)
      },
    }
  }, [])
}

/** Frames are outlines, so that what lies in them is seen. */
function miniColor({ type, data }: CardNode): string {
  return type === 'card' ? `var(--${data.hue})` : 'transparent'
}

function allowKind(event: DragEvent): void {
  if (!event.dataTransfer.types.includes(kindDragType)) return
  event.preventDefault()
  event.dataTransfer.dropEffect = 'copy'
}
