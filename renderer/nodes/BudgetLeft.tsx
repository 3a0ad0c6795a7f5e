import { formatBudget, formatUsd } from '../../shared/format'
import { useGraph } from '../designs/session'
import styles from './GateEvidence.module.css'
import type { BesideProps } from './panels'

/** Against which budget the time that is left is counted. */
export function TimeLeft({ document }: BesideProps) {
  const { latencyMs } = useGraph(document).limits
  return (
    <p className={styles.note}>
      {latencyMs === undefined
        ? 'The design has no latency budget yet: set one with nothing selected.'
        : `The design’s latency budget is ${formatBudget(latencyMs)}.`}
    </p>
  )
}

/** The same for money. */
export function MoneyLeft({ document }: BesideProps) {
  const { usd } = useGraph(document).limits
  return (
    <p className={styles.note}>
      {usd === undefined
        ? 'The design has no money budget yet: set one with nothing selected.'
        : `The design’s money budget is ${formatUsd(usd)} for each problem.`}
    </p>
  )
}
