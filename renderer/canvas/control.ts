import type { KindId } from '../../shared/nodes/kinds'
import type { Box, Point } from './geometry'

/** What other parts of the window ask of the canvas that is shown. Points are in the canvas's own units. */
export interface CanvasControl {
  fit: () => void
  fitSelection: () => void
  zoom: (how: 'in' | 'out' | 'reset') => void
  /** Selects a node and brings it into view. */
  show: (nodeId: string) => void
  /** Puts the focus on a node's card, or on the canvas itself. */
  focus: (nodeId?: string) => void
  insert: (kind: KindId) => void
  /** Where the pointer is; undefined where it is not over the canvas. */
  pointer: () => Point | undefined
  /** The middle of what is seen. */
  middle: () => Point
  toScreen: (point: Point) => Point
  boxes: () => ReadonlyMap<string, Box>
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
