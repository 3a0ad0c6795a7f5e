import { useId } from 'react'
import { type GraphEdge, splitFrom } from '../../shared/graph/schema'
import { titleOf } from '../../shared/graph/title'
import { removeSelected } from '../canvas/edit-actions'
import type { OpenDocument } from '../designs/document'
import { useGraph } from '../designs/session'
import { Button } from '../shell/Button'
import { TargetSelect } from './ConnectTo'
import styles from './Inspector.module.css'
import { Row } from './Row'

export function EdgePanel({ document, edge }: { document: OpenDocument; edge: GraphEdge }) {
  const id = useId()
  const { node, port } = splitFrom(edge.from)
  const source = useGraph(document).nodes.find((other) => other.id === node)
  return (
    <div>
      <h2 className={styles.panelTitle}>Edge</h2>
      <p className={styles.about}>
        Problems that leave {source === undefined ? node : titleOf(source)} by “{port}” go this way.
      </p>
      <Row id={id} title="Leads to">
        <TargetSelect id={id} document={document} from={edge.from} sourceId={node} />
      </Row>
      <Button look="danger" onClick={() => removeSelected(document)}>
        Remove the edge
      </Button>
    </div>
  )
}
