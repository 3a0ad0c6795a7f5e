import { formatNumberOf } from '../../shared/format'
import type { OpenDocument } from '../designs/document'
import styles from './Inspector.module.css'
import { SelectedActions } from './SelectedActions'

export function ManyPanel({ document, nodes }: { document: OpenDocument; nodes: number }) {
  return (
    <div>
      <h2 className={styles.panelTitle}>{formatNumberOf(nodes, 'node')} selected</h2>
      <p className={styles.about}>They move, copy and go together; the edges among them come along.</p>
      <SelectedActions document={document} />
    </div>
  )
}
