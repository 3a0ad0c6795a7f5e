import { formatMoment } from '../../shared/format'
import { walksWords } from '../../shared/repeat-words'
import type { RunInfo } from '../../shared/runs-contract'
import popupStyles from '../shell/Popup.module.css'
import styles from './ComparePage.module.css'
import { useCompareSelection } from './selection'

interface RunPickerProps {
  runs: readonly RunInfo[]
  chosen: readonly string[]
}

/** Any finished run can be chosen, of any version of a design. */
export function RunPicker({ runs, chosen }: RunPickerProps) {
  const isDefault = useCompareSelection(({ runIds }) => runIds === null)
  const toggle = (id: string, isOn: boolean) =>
    useCompareSelection.setState({ runIds: isOn ? [...chosen, id] : chosen.filter((other) => other !== id) })
  return (
    <div className={styles.picker}>
      <div className={styles.pickerHead}>
        <h2 className={popupStyles.title}>Runs</h2>
        {!isDefault && (
          <button type="button" className={styles.link} onClick={() => useCompareSelection.setState({ runIds: null })}>
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
            <span className={styles.runName}>
              {run.graph} {run.version !== null && <span className={styles.version}>v{run.version}</span>}
            </span>
            <span className={styles.runNote}>
              {run.dataset} · {walksWords(run.total, run.repeats)} · seed {run.seed}
              <br />
              {formatMoment(run.startedAt)}
            </span>
          </label>
        ))}
      </div>
    </div>
  )
}
