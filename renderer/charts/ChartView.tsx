import { createElement, type ReactNode } from 'react'
import { type Mark, type Scene, textSize } from '../../shared/charts/scene'
import styles from './ChartView.module.css'

interface ChartViewProps {
  scene: Scene
  /** What is pointed at: the `data-id` of a mark, and where; undefined when nothing is. */
  onPoint?: (id: string | undefined, at: { x: number; y: number }) => void
  onChoose?: (id: string) => void
}

/** A scene as SVG elements of the page, so that it takes the theme's colours. */
export function ChartView({ scene, onPoint, onChoose }: ChartViewProps) {
  const { width, height, label, marks } = scene
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the table beside it does the same by keyboard
    <svg
      className={styles.chart}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={label}
      fontSize={textSize}
      data-choosable={onChoose !== undefined}
      onPointerMove={(event) => {
        const box = event.currentTarget.getBoundingClientRect()
        onPoint?.(idAt(event.target), { x: event.clientX - box.left, y: event.clientY - box.top })
      }}
      onPointerLeave={() => onPoint?.(undefined, { x: 0, y: 0 })}
      onClick={({ target }) => {
        const id = idAt(target)
        if (id !== undefined) onChoose?.(id)
      }}
    >
      {marks.map(draw)}
    </svg>
  )
}

function idAt(target: EventTarget): string | undefined {
  const marked = target instanceof Element ? target.closest('[data-id]') : null
  return marked?.getAttribute('data-id') ?? undefined
}

function draw(mark: Mark, at: number): ReactNode {
  const children = (mark.children ?? []).map((child, index) => (typeof child === 'string' ? child : draw(child, index)))
  return createElement(mark.tag, { ...mark.attrs, key: at }, ...children)
}
