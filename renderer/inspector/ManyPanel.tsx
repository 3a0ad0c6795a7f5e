import { useMemo } from 'react'
import { formatNumberOf } from '../../shared/format'
import { setSettingOfAll } from '../../shared/graph/edit'
import type { GraphNode } from '../../shared/graph/schema'
import type { GraphIssue } from '../../shared/graph/validate'
import { findKind } from '../../shared/nodes/kinds'
import type { OpenDocument } from '../designs/document'
import { commonFields } from './common-fields'
import styles from './Inspector.module.css'
import { Heading } from './Row'
import { SelectedActions } from './SelectedActions'
import { SettingField } from './SettingField'

interface ManyPanelProps {
  document: OpenDocument
  nodes: readonly GraphNode[]
  issues: readonly GraphIssue[]
}

/** Several nodes: what they have in common is edited in all of them at once, as one step. */
export function ManyPanel({ document, nodes, issues }: ManyPanelProps) {
  const fields = useMemo(() => commonFields(nodes), [nodes])
  const ids = nodes.map(({ id }) => id)
  const kinds = [...new Set(nodes.map(({ kind }) => findKind(kind)?.label ?? kind))]
  const hue = kinds.length === 1 ? findKind(nodes[0]?.kind ?? '')?.hue : undefined
  return (
    <div data-hue={hue}>
      <h2 className={styles.panelTitle}>{formatNumberOf(nodes.length, 'node')} selected</h2>
      <p className={styles.about}>
        {kinds.join(', ')}. They move, copy and go together; the edges among them come along.
      </p>
      {fields.length === 0 ? (
        <p className={styles.about}>They have no setting in common that could be edited together.</p>
      ) : (
        <>
          <Heading>Settings in common</Heading>
          {fields.map(({ kind, spec, value, isMixed }) => (
            <SettingField
              key={spec.name}
              document={document}
              kind={kind}
              spec={spec}
              value={value}
              isMixed={isMixed}
              issue={issues.find(({ field, nodeId }) => field === spec.name && ids.includes(nodeId ?? ''))}
              change={(next, gesture) =>
                document.change(
                  (graph) => setSettingOfAll(graph, ids, spec.name, next),
                  gesture === undefined ? undefined : `${ids.join(' ')} ${gesture}`,
                )
              }
            />
          ))}
        </>
      )}
      <SelectedActions document={document} />
    </div>
  )
}
