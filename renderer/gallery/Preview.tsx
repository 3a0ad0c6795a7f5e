import { useMemo } from 'react'
import type { Graph } from '../../shared/graph/schema'
import styles from './Gallery.module.css'
import { previewShapes } from './preview-shapes'

/** What a design looks like, too small to read and large enough to tell it from another. */
export function Preview({ graph }: { graph: Graph }) {
  const { viewBox, cards, lines } = useMemo(() => previewShapes(graph), [graph])
  return (
    <svg className={styles.preview} viewBox={viewBox} aria-hidden="true">
      {lines.map(({ from, path, hue }) => (
        <path key={from} className={styles.line} data-hue={hue} d={path} />
      ))}
      {cards.map(({ id, box: { x, y, width, height }, hue }) => (
        <g key={id} data-hue={hue}>
          <rect className={styles.card} x={x} y={y} width={width} height={height} rx={14} />
          <rect className={styles.tile} x={x + 14} y={y + 14} width={34} height={34} rx={8} />
          <rect className={styles.words} x={x + 60} y={y + 24} width={width - 90} height={14} rx={7} />
        </g>
      ))}
    </svg>
  )
}
