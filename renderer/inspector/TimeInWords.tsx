import { formatBudget } from '../../shared/format'
import styles from './Row.module.css'

/** Milliseconds from a second on, as a person says them. */
export function TimeInWords({ ms }: { ms: unknown }) {
  return typeof ms === 'number' && ms >= 1000 ? <span className={styles.words}>{formatBudget(ms)}</span> : null
}
