import type { KeyboardEvent, PointerEvent } from 'react'
import { classes } from '../theme/classes'
import styles from './PanelEdge.module.css'
import { panelLimits, type Side, setPanelWidth, togglePanel, usePanels } from './panels'

const names: Record<Side, string> = { list: 'Width of the list', inspector: 'Width of the inspector' }
const keyStep = 16

/** The edge between a panel and the canvas: pulled to resize, double-clicked (or Enter) to close and open. */
export function PanelEdge({ side }: { side: Side }) {
  const width = usePanels(({ widths }) => widths[side])
  // The inspector grows to the left.
  const sign = side === 'list' ? 1 : -1
  const pull = (event: PointerEvent) => {
    const from = event.clientX
    const { currentTarget, pointerId } = event
    currentTarget.setPointerCapture(pointerId)
    const move = (moved: globalThis.PointerEvent) => setPanelWidth(side, width + sign * (moved.clientX - from))
    const end = () => currentTarget.removeEventListener('pointermove', move as EventListener)
    currentTarget.addEventListener('pointermove', move as EventListener)
    currentTarget.addEventListener('lostpointercapture', end, { once: true })
  }
  const press = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -keyStep, ArrowRight: keyStep }[event.key]
    if (by !== undefined) setPanelWidth(side, width === 0 ? panelLimits[side].least : width + sign * by)
    if (event.key === 'Enter') togglePanel(side)
    if (by !== undefined || event.key === 'Enter') event.preventDefault()
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that can be moved has no element of its own
    <div
      className={classes(styles.edge, styles[side])}
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={names[side]}
      aria-valuenow={width}
      aria-valuemin={0}
      aria-valuemax={panelLimits[side].most}
      title="Pull to resize, double-click to close or open"
      onPointerDown={pull}
      onDoubleClick={() => togglePanel(side)}
      onKeyDown={press}
    />
  )
}
