import { ViewportPortal } from '@xyflow/react'
import styles from './GuideLines.module.css'
import type { Guide } from './guides'

/** Shows with what a dragged card is in line. */
export function GuideLines({ guides }: { guides: readonly Guide[] }) {
  if (guides.length === 0) return null
  return (
    <ViewportPortal>
      <svg className={styles.guides} aria-hidden data-testid="guides">
        {guides.map((guide) => (
          <line key={guide.x1 === guide.x2 ? 'down' : 'across'} {...guide} />
        ))}
      </svg>
    </ViewportPortal>
  )
}
