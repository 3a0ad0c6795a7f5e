import { describeGraph } from '../../shared/graph/edit'
import { DatabaseChip } from '../database/DatabaseChip'
import type { OpenDocument } from '../designs/document'
import { ExportMenu } from '../designs/ExportMenu'
import { useGraph, useOpenDocument, useSession } from '../designs/session'
import { VersionChip } from '../designs/VersionChip'
import { TitleField } from '../inspector/TitleField'
import { RunButton } from '../runs/RunButton'
import { Checklist } from './Checklist'
import styles from './TopBar.module.css'

const pageNames = {
  design: 'Designs',
  play: 'Play',
  datasets: 'Datasets',
  runs: 'Runs',
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
      <DatabaseChip />
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
      <ExportMenu document={document} />
      <RunButton />
    </>
  )
}
