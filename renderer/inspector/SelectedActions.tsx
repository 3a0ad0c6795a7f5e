import { duplicateSelected } from '../canvas/clipboard'
import { removeSelected } from '../canvas/edit-actions'
import type { OpenDocument } from '../designs/document'
import { Button } from '../shell/Button'
import styles from './Inspector.module.css'

/** What can be done with the selected nodes, one or many. */
export function SelectedActions({ document }: { document: OpenDocument }) {
  return (
    <div className={styles.actions}>
      <Button onClick={() => duplicateSelected(document)}>Duplicate</Button>
      <Button look="danger" onClick={() => removeSelected(document)}>
        Delete
      </Button>
    </div>
  )
}
