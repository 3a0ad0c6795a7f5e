import { useState } from 'react'
import { formatMoment } from '../../shared/format'
import { selectionWords } from '../../shared/problem-selection'
import { walksWords } from '../../shared/repeat-words'
import { titleOfRun } from '../../shared/run-name'
import type { RunInfo } from '../../shared/runs-contract'
import { isMeant } from '../runs/find-run'
import { Input } from '../shell/Inputs'
import popupStyles from '../shell/Popup.module.css'
import styles from './ComparePage.module.css'
import { useCompareSelection } from './selection'

interface RunPickerProps {
  runs: readonly RunInfo[]
  chosen: readonly string[]
}

/** From so many on they are searched rather than looked through. */
const MANY = 8

/** Any finished run can be chosen, of any version of a design. */
export function RunPicker({ runs, chosen }: RunPickerProps) {
  const isDefault = useCompareSelection(({ runIds }) => runIds === null)
  const [find, setFind] = useState('')
  const found = runs.filter((run) => chosen.includes(run.id) || isMeant(run, find))
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
      {runs.length >= MANY && (
        <Input
          type="search"
          aria-label="Search runs"
          placeholder="Name, design, dataset, tag"
          value={find}
          onChange={({ target }) => setFind(target.value)}
        />
      )}
      <div className={styles.runs}>
        {found.map((run) => (
          <label key={run.id} className={styles.run}>
            <input
              type="checkbox"
              checked={chosen.includes(run.id)}
              onChange={({ target }) => toggle(run.id, target.checked)}
            />
            <span className={styles.runName}>
              {titleOfRun(run)} {run.version !== null && <span className={styles.version}>v{run.version}</span>}
            </span>
            <span className={styles.runNote}>
              {noteOf(run)}
              <br />
              {formatMoment(run.startedAt)}
            </span>
          </label>
        ))}
      </div>
    </div>
  )
}

function noteOf({ dataset, total, repeats, seed, selection, tags }: RunInfo): string {
  const chosen = selection === null ? '' : selectionWords(selection)
  const parts = [dataset, walksWords(total, repeats), chosen, `seed ${seed}`, ...tags]
  return parts.filter((part) => part !== '').join(' · ')
}
