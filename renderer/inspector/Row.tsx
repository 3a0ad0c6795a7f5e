import type { ReactNode } from 'react'
import { sentence } from '../../shared/format'
import styles from './Row.module.css'

interface RowProps {
  id: string
  title: string
  description?: string | undefined
  trouble?: string | null | undefined
  /** Stands at the right end of the title's line. */
  aside?: ReactNode
  children?: ReactNode
}

/** Title, control, what it means; what is wrong takes the place of what it means, so that nothing moves much. */
export function Row({ id, title, description, trouble, aside, children }: RowProps) {
  return (
    <div className={styles.row}>
      <div className={styles.head}>
        <label htmlFor={id} id={`${id}-label`}>
          {title}
        </label>
        {aside}
      </div>
      {children}
      <p id={`${id}-about`} className={styles.about} aria-live="polite">
        {trouble ? <span className={styles.trouble}>{sentence(trouble)}</span> : description}
      </p>
    </div>
  )
}

export function Heading({ children, aside }: { children: ReactNode; aside?: ReactNode }) {
  return (
    <div className={styles.heading}>
      <h2>{children}</h2>
      {aside}
    </div>
  )
}
