import { formatNumberOf } from '../../shared/format'
import { duplicateSelected, removeSelected } from '../canvas/edit-actions'
import type { OpenDocument } from '../designs/document'
import { Button } from '../shell/Button'
import styles from './Inspector.module.css'

export function ManyPanel({ document, nodes }: { document: OpenDocument; nodes: number }) {
  return (
    <div>
      <h2 className={styles.panelTitle}>{formatNumberOf(nodes, 'node')} selected</h2>
      <p className={styles.about}>They move, copy and go together; the edges among them come along.</p>
      <div className={styles.actions}>
        <Button onClick={() => duplicateSelected(document)}>Duplicate</Button>
        <Button look="danger" onClick={() => removeSelected(document)}>
          Delete
        </Button>
      </div>
    </div>
  )
}
