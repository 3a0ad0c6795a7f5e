import { formatMoment, formatNumberOf } from '../../shared/format'
import type { RunInfo } from '../../shared/runs-contract'
import pageStyles from '../shell/Page.module.css'
import { classes } from '../theme/classes'
import styles from './ComparePage.module.css'
import { useCompareSelection } from './selection'

interface RunPickerProps {
  runs: readonly RunInfo[]
  chosen: readonly string[]
}

export function RunPicker({ runs, chosen }: RunPickerProps) {
  const isDefault = useCompareSelection(({ runIds }) => runIds === null)
  const toggle = (id: string, isOn: boolean) =>
    useCompareSelection.setState({ runIds: isOn ? [...chosen, id] : chosen.filter((other) => other !== id) })
  return (
    <section className={classes(pageStyles.card, styles.picker)} aria-label="Runs to compare">
      <div className={styles.pickerHead}>
        <h2>Runs</h2>
        {!isDefault && (
          <button type="button" className={styles.reset} onClick={() => useCompareSelection.setState({ runIds: null })}>
            Newest of each
          </button>
        )}
      </div>
      <div className={styles.runs}>
        {runs.map((run) => (
          <label key={run.id} className={styles.run}>
            <input
              type="checkbox"
              checked={chosen.includes(run.id)}
              onChange={({ target }) => toggle(run.id, target.checked)}
            />
            <span className={styles.runName}>{run.graph}</span>
            <span className={styles.runNote}>
              {run.dataset} · {formatNumberOf(run.total, 'problem')} · seed {run.seed}
            </span>
            <span className={styles.runNote}>{formatMoment(run.startedAt)}</span>
          </label>
        ))}
      </div>
    </section>
  )
}
