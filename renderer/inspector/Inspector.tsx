import { memo, useLayoutEffect, useMemo, useRef } from 'react'
import { validateGraph } from '../../shared/graph/validate'
import type { OpenDocument } from '../designs/document'
import { useDocument, useGraph } from '../designs/session'
import { EdgePanel } from './EdgePanel'
import { GraphPanel } from './GraphPanel'
import styles from './Inspector.module.css'
import { ManyPanel } from './ManyPanel'
import { NodePanel } from './NodePanel'

/** What is selected, and everything that can be changed about it. Nothing of it changes with a run that streams. */
export const Inspector = memo(function Inspector({ document }: { document: OpenDocument }) {
  const place = useRef<HTMLElement>(null)
  const { nodeIds, edgeFroms } = useDocument(document, ({ selection }) => selection)
  const shown = [...nodeIds, ...edgeFroms].join(' ')
  // biome-ignore lint/correctness/useExhaustiveDependencies: another panel begins at its beginning
  useLayoutEffect(() => {
    if (place.current !== null) place.current.scrollTop = 0
  }, [shown])
  return (
    <aside ref={place} className={styles.inspector} aria-label="Inspector" id="inspector">
      <Panel document={document} />
    </aside>
  )
})

function Panel({ document }: { document: OpenDocument }) {
  const graph = useGraph(document)
  const { nodeIds, edgeFroms } = useDocument(document, ({ selection }) => selection)
  const issues = useMemo(() => validateGraph(graph), [graph])
  const nodes = graph.nodes.filter(({ id }) => nodeIds.includes(id))
  const edges = graph.edges.filter(({ from }) => edgeFroms.includes(from))
  const [node] = nodes
  const [edge] = edges
  if (nodes.length === 1 && node !== undefined) {
    const mine = issues.filter(({ nodeId }) => nodeId === node.id)
    return <NodePanel key={node.id} document={document} node={node} issues={mine} />
  }
  if (nodes.length > 1) {
    const key = nodes.map(({ id }) => id).join(' ')
    return <ManyPanel key={key} document={document} nodes={nodes} issues={issues} />
  }
  if (edges.length === 1 && edge !== undefined) return <EdgePanel key={edge.from} document={document} edge={edge} />
  return <GraphPanel key="graph" document={document} />
}
