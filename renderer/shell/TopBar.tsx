import { Download } from 'lucide-react'
import { describeGraph } from '../../shared/graph/edit'
import { exportDesign } from '../designs/design-actions'
import type { OpenDocument, SaveState } from '../designs/document'
import { useDocument, useGraph, useOpenDocument, useSession } from '../designs/session'
import { TitleField } from '../inspector/TitleField'
import { RunButton } from '../runs/RunButton'
import { Button } from './Button'
import { Checklist } from './Checklist'
import styles from './TopBar.module.css'

const pageNames = {
  design: 'Designs',
  play: 'Play',
  datasets: 'Datasets',
  compare: 'Compare',
  models: 'Models',
  reviews: 'Reviews',
}

export function TopBar() {
  const page = useSession((session) => session.page)
  const open = useOpenDocument()
  return (
    <header className={styles.bar}>
      <span className={styles.brand}>Switchyard</span>
      <span className={styles.place}>{pageNames[page]}</span>
      {page === 'design' && open !== undefined && <DesignBar document={open} />}
    </header>
  )
}

function DesignBar({ document }: { document: OpenDocument }) {
  const { name } = useGraph(document)
  return (
    <>
      <span className={styles.slash}>/</span>
      <div className={styles.name}>
        <TitleField
          key={document.id}
          label="Name of the design"
          value={name}
          placeholder="Name"
          required
          commit={(next) => document.change((graph) => describeGraph(graph, { name: next }), 'graph name')}
          endGesture={document.endGesture}
        />
        <span className={styles.measure} aria-hidden>
          {name}
        </span>
      </div>
      <VersionChip document={document} />
      <span className={styles.space} />
      <Checklist document={document} />
      <Button onClick={() => exportDesign(document)}>
        <Download size={14} /> Export
      </Button>
      <RunButton />
    </>
  )
}

const saveWords: Record<SaveState, string> = {
  saved: 'saved',
  waiting: 'edited',
  saving: 'saving…',
  failed: 'not saved',
  conflict: 'changed elsewhere',
}

function VersionChip({ document }: { document: OpenDocument }) {
  const { versions, saveState } = useDocument(document, (state) => ({
    versions: state.summary.versions,
    saveState: state.saveState,
  }))
  return (
    <span className={styles.version} data-state={saveState} role="status">
      v{versions} · {saveWords[saveState]}
    </span>
  )
}
