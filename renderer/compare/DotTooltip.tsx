import type { TooltipContentProps } from 'recharts'
import { formatHalfWidth, formatShare, formatUsd } from '../../shared/format'
import styles from './DotTooltip.module.css'
import type { Drawn } from './Scatter'

export function DotTooltip({ active, payload }: TooltipContentProps) {
  const drawn = payload[0]?.payload as Drawn | undefined
  if (!active || drawn?.row === undefined) return null
  const { label, accuracy, accuracyInterval, usdPerThousand, usdPerCorrect } = drawn.row
  return (
    <div className={styles.tooltip}>
      <b>{label}</b>
      <p>
        {formatShare(accuracy)} {formatHalfWidth(accuracyInterval)} right
      </p>
      <p>{formatUsd(usdPerThousand)} per 1,000 problems</p>
      <p>{formatUsd(usdPerCorrect)} per correct answer</p>
    </div>
  )
}
