import { Fragment } from 'react'
import { sentence } from '../../shared/format'
import { renameNode, setSetting } from '../../shared/graph/edit'
import type { GraphNode } from '../../shared/graph/schema'
import { titleOf } from '../../shared/graph/title'
import type { GraphIssue } from '../../shared/graph/validate'
import type { AnyKind } from '../../shared/nodes/kind'
import { findKind } from '../../shared/nodes/kinds'
import type { OpenDocument } from '../designs/document'
import { underField, underForm } from '../nodes/panels'
import { classes } from '../theme/classes'
import { ConnectTo } from './ConnectTo'
import { fullSettings } from './common-fields'
import { fieldsOf, isShown } from './fields'
import { gatherOpenPorts } from './gather-open-ports'
import { helpOf } from './help'
import styles from './Inspector.module.css'
import { Markdown } from './Markdown'
import { SelectedActions } from './SelectedActions'
import { SettingField } from './SettingField'
import { TitleField } from './TitleField'

interface NodePanelProps {
  document: OpenDocument
  node: GraphNode
  issues: readonly GraphIssue[]
}

export function NodePanel({ document, node, issues }: NodePanelProps) {
  const kind = findKind(node.kind)
  const help = helpOf(node.kind)
  const general = issues.filter(({ field }) => field === undefined)
  return (
    <div data-hue={kind?.hue}>
      <TitleField
        label="Title"
        value={node.title ?? ''}
        placeholder={titleOf({ ...node, title: '' })}
        commit={(title) => document.change((graph) => renameNode(graph, node.id, title), `title ${node.id}`)}
        endGesture={document.endGesture}
      />
      <p className={styles.about}>{kind === undefined ? `The kind “${node.kind}” is unknown here.` : kind.about}</p>
      <Issues issues={gatherOpenPorts(general)} />
      {kind !== undefined && <Settings document={document} node={node} kind={kind} issues={issues} />}
      <ConnectTo document={document} node={node} />
      <SelectedActions document={document} />
      {help !== undefined && (
        <details className={styles.help}>
          <summary>About this node</summary>
          <Markdown text={help} />
        </details>
      )}
    </div>
  )
}

function Settings({ document, node, kind, issues }: NodePanelProps & { kind: AnyKind }) {
  const settings = fullSettings(kind, node)
  const fields = fieldsOf(kind).filter((spec) => isShown(spec, settings))
  const UnderForm = underForm[kind.id]
  return (
    <>
      {fields.map((spec) => {
        const Under = underField[`${kind.id}.${spec.name}`]
        return (
          <Fragment key={spec.name}>
            <SettingField
              document={document}
              kind={kind}
              spec={spec}
              value={settings[spec.name]}
              issue={issues.find(({ field }) => field === spec.name)}
              change={(value, gesture) =>
                document.change(
                  (graph) => setSetting(graph, node.id, spec.name, value),
                  gesture === undefined ? undefined : `${node.id} ${gesture}`,
                )
              }
            />
            {Under !== undefined && <Under document={document} node={node} />}
          </Fragment>
        )
      })}
      {UnderForm !== undefined && <UnderForm document={document} node={node} />}
    </>
  )
}

export function Issues({ issues }: { issues: readonly GraphIssue[] }) {
  if (issues.length === 0) return null
  const isMild = issues.every(({ severity }) => severity === 'warning')
  return (
    <ul className={classes(styles.issues, isMild && styles.mild)}>
      {issues.map(({ message, hint }) => (
        <li key={message}>
          <b>{sentence(message)}</b> {sentence(hint)}
        </li>
      ))}
    </ul>
  )
}
