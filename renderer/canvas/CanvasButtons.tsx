import { Panel, useReactFlow } from '@xyflow/react'
import { Map as MapIcon, Maximize, Minus, Plus, Redo2, Undo2, Waypoints } from 'lucide-react'
import { useStore } from 'zustand'
import type { OpenDocument } from '../designs/document'
import { Button } from '../shell/Button'
import { runCommand } from '../shell/commands'
import { toggleMinimap, useExtras } from '../shell/panels'
import styles from './Canvas.module.css'
import { canvas } from './control'

export function CanvasButtons({ document }: { document: OpenDocument }) {
  const flow = useReactFlow()
  const past = useStore(document.store.temporal, ({ pastStates }) => pastStates.length)
  const hasMinimap = useExtras((state) => state.hasMinimap)
  const future = useStore(document.store.temporal, ({ futureStates }) => futureStates.length)
  return (
    <Panel position="bottom-left" className={styles.buttons ?? ''}>
      <Button look="quiet" label="Undo (Ctrl+Z)" disabled={past === 0} onClick={document.undo}>
        <Undo2 size={15} />
      </Button>
      <Button look="quiet" label="Redo (Ctrl+Shift+Z)" disabled={future === 0} onClick={document.redo}>
        <Redo2 size={15} />
      </Button>
      <span className={styles.gap} />
      <Button look="quiet" label="Zoom out" onClick={() => void flow.zoomOut()}>
        <Minus size={15} />
      </Button>
      <Button look="quiet" label="Zoom in" onClick={() => void flow.zoomIn()}>
        <Plus size={15} />
      </Button>
      <Button look="quiet" label="Fit the graph (F)" onClick={() => canvas()?.fit()}>
        <Maximize size={14} />
      </Button>
      <Button
        look="quiet"
        label={hasMinimap ? 'Hide the minimap (M)' : 'Show the minimap (M)'}
        aria-pressed={hasMinimap}
        onClick={toggleMinimap}
      >
        <MapIcon size={14} />
      </Button>
      <span className={styles.gap} />
      <Button look="quiet" label="Tidy, left to right (T)" onClick={() => runCommand('tidy')}>
        <Waypoints size={15} />
      </Button>
    </Panel>
  )
}
