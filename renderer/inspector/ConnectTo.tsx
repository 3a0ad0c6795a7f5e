import { useId } from 'react'
import { portsOfNode, removeEdges } from '../../shared/graph/edit'
import type { GraphNode } from '../../shared/graph/schema'
import { titleOf } from '../../shared/graph/title'
import { findKind } from '../../shared/nodes/kinds'
import { drawLine } from '../canvas/edit-actions'
import type { OpenDocument } from '../designs/document'
import { useGraph } from '../designs/session'
import { type Option, Select } from '../shell/Inputs'
import styles from './Inspector.module.css'
import { Heading } from './Row'

/** Every way out of a node with the node it leads to: edges without a mouse. */
export function ConnectTo({ document, node }: { document: OpenDocument; node: GraphNode }) {
  const ports = portsOfNode(node) ?? []
  if (ports.length === 0) return null
  return (
    <section aria-label="Connect to">
      <Heading>Connect to</Heading>
      {ports.map((port) => (
        <PortRow key={port} document={document} node={node} port={port} />
      ))}
    </section>
  )
}

function PortRow({ document, node, port }: { document: OpenDocument; node: GraphNode; port: string }) {
  const id = useId()
  return (
    <div className={styles.port}>
      <label htmlFor={id} title={port}>
        {port}
      </label>
      <TargetSelect id={id} document={document} from={`${node.id}.${port}`} sourceId={node.id} />
    </div>
  )
}

function mayBeEntered(kindId: string): boolean {
  const kind = findKind(kindId)
  return kind?.entry !== true && kind?.comment !== true
}

interface TargetSelectProps {
  id: string
  document: OpenDocument
  from: string
  sourceId: string
}

export function TargetSelect({ id, document, from, sourceId }: TargetSelectProps) {
  const graph = useGraph(document)
  const target = graph.edges.find((edge) => edge.from === from)?.to ?? ''
  const others = graph.nodes.filter(({ id, kind }) => id !== sourceId && mayBeEntered(kind))
  const titles = others.map(titleOf)
  const isAlone = (title: string) => titles.indexOf(title) === titles.lastIndexOf(title)
  const options: Option[] = [
    { value: '', label: 'not connected' },
    ...others.map((other) => {
      const title = titleOf(other)
      return { value: other.id, label: isAlone(title) ? title : `${title} · ${other.id}` }
    }),
  ]
  const choose = (to: string) => {
    if (to === '') document.change((before) => removeEdges(before, new Set([from])))
    else drawLine(document, from, to)
  }
  return <Select id={id} value={target} options={options} onChoose={choose} />
}
