import { Panel, useReactFlow } from '@xyflow/react'
import { Maximize, Minus, Plus } from 'lucide-react'
import { Button } from '../shell/Button'
import styles from './Canvas.module.css'
import { canvas } from './control'

export function CanvasButtons() {
  const flow = useReactFlow()
  return (
    <Panel position="bottom-left" className={styles.buttons ?? ''}>
      <Button look="quiet" label="Zoom out" onClick={() => void flow.zoomOut()}>
        <Minus size={15} />
      </Button>
      <Button look="quiet" label="Zoom in" onClick={() => void flow.zoomIn()}>
        <Plus size={15} />
      </Button>
      <Button look="quiet" label="Fit the graph (F)" onClick={() => canvas()?.fit()}>
        <Maximize size={14} />
      </Button>
    </Panel>
  )
}
