import type { KindId } from '../../shared/nodes/kinds'

/** What other parts of the window ask of the canvas that is shown. */
export interface CanvasControl {
  fit: () => void
  /** Selects a node and brings it into view. */
  show: (nodeId: string) => void
  insert: (kind: KindId) => void
}

let shown: CanvasControl | undefined

export function setCanvas(control: CanvasControl): () => void {
  shown = control
  return () => {
    if (shown === control) shown = undefined
  }
}

export function canvas(): CanvasControl | undefined {
  return shown
}
