import { words } from '../words'
import { showConflict } from './conflict'
import { showDialog } from './dialogs'
import type { OpenDocument } from './document'
import { useDocument } from './session'
import styles from './VersionChip.module.css'

/** Which version this is and whether it is saved; opens the history, or the ways out where another window changed the design. */
export function VersionChip({ document }: { document: OpenDocument }) {
  const { versions, saveState } = useDocument(document, (state) => ({
    versions: state.summary.versions,
    saveState: state.saveState,
  }))
  return (
    <button
      type="button"
      className={styles.version}
      data-state={saveState}
      title={words.versions.open}
      onClick={() => (saveState === 'conflict' ? showConflict(document) : showDialog({ kind: 'versions', document }))}
    >
      <span role="status">
        v{versions} · {words.saving[saveState]}
      </span>
    </button>
  )
}
