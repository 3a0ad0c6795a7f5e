import type { ReactNode } from 'react'
import { formatCount, formatHalfWidth, formatShare } from '../../shared/format'
import styles from './Router.module.css'

export interface Figure {
  title: string
  value: ReactNode
  note?: ReactNode
}

/** A few figures beside each other, each with what it means. */
export function Figures({ figures }: { figures: readonly Figure[] }) {
  return (
    <dl className={styles.figures}>
      {figures.map(({ title, value, note }) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd>{value}</dd>
          {note !== undefined && <dd className={styles.small}>{note}</dd>}
        </div>
      ))}
    </dl>
  )
}

interface Counted {
  count: number
  of: number
  share: number | null
  interval: readonly [number, number] | null
}

/** `12.2 % ±2.9`, with `· 61 of 500` where wished, and `–` of none. */
export function RateCell({ rate, counts = false }: { rate: Counted; counts?: boolean }) {
  if (rate.share === null) return '–'
  const note = `${formatHalfWidth(rate.interval)}${counts ? ` · ${ofWords(rate)}` : ''}`
  return (
    <>
      {formatShare(rate.share)} <span className={styles.small}>{note}</span>
    </>
  )
}

export function ofWords({ count, of }: Counted): string {
  return `${formatCount(count)} of ${formatCount(of)}`
}
