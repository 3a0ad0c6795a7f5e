import { ArrowRight, TriangleAlert } from 'lucide-react'
import { type KeyboardEvent, useMemo } from 'react'
import { sentence } from '../../shared/format'
import { removeNodes } from '../../shared/graph/edit'
import { titleOf } from '../../shared/graph/title'
import { checkGraph } from '../../shared/graph/validate'
import { findKind } from '../../shared/nodes/kinds'
import type { OpenDocument } from '../designs/document'
import { useDocument, useGraph } from '../designs/session'
import { focusInspector } from '../shell/panels'
import { classes } from '../theme/classes'
import { HueTile } from '../theme/HueTile'
import { chooseConnection } from './choose'
import { canvas } from './control'
import styles from './Outline.module.css'
import { type OutlineRow, outlineOf } from './outline-order'

/** The graph as a list, in the order of the problems: all that the canvas can do, without seeing it. */
export function Outline({ document }: { document: OpenDocument }) {
  const graph = useGraph(document)
  const selected = useDocument(document, ({ selection }) => selection.nodeIds)
  const rows = useMemo(() => outlineOf(graph), [graph])
  const troubled = useMemo(
    () => new Map(checkGraph(graph).issues.map((issue) => [issue.nodeId ?? '', sentence(issue.message)])),
    [graph],
  )
  // One stop for the Tab key, as a list has; the arrow keys go on from there.
  const stop = rows.find(({ node }) => selected.includes(node.id))?.node.id ?? rows[0]?.node.id
  if (rows.length === 0) return <p className={styles.about}>Nothing is drawn yet.</p>
  return (
    <section aria-label="Outline" id="outline">
      <ul className={styles.rows}>
        {rows.map((row) => (
          <Row
            key={row.node.id}
            document={document}
            row={row}
            isSelected={selected.includes(row.node.id)}
            isStop={row.node.id === stop}
            trouble={troubled.get(row.node.id)}
          />
        ))}
      </ul>
      <p className={styles.about}>Arrow keys choose, Enter opens, C connects, Del deletes.</p>
    </section>
  )
}

interface RowProps {
  document: OpenDocument
  row: OutlineRow
  isSelected: boolean
  isStop: boolean
  trouble: string | undefined
}

function Row({ document, row, isSelected, isStop, trouble }: RowProps) {
  const { node, exits } = row
  const kind = findKind(node.kind)
  return (
    <li>
      <button
        type="button"
        className={classes(styles.node, isSelected && styles.selected, node.off === true && styles.off)}
        aria-pressed={isSelected}
        tabIndex={isStop ? 0 : -1}
        data-outline={node.id}
        onClick={() => canvas()?.show(node.id)}
        onKeyDown={(event) => press(event, document, node.id)}
      >
        <HueTile hue={kind?.hue ?? 'end'} icon={kind?.icon} />
        <span className={styles.title}>{titleOf(node)}</span>
        {node.off === true && <span className={styles.mark}>off</span>}
        {trouble !== undefined && (
          <span className={styles.trouble} role="img" aria-label={trouble} title={trouble}>
            <TriangleAlert size={13} />
          </span>
        )}
      </button>
      <ul className={styles.exits}>
        {exits.map(({ port, to }) => (
          <li key={port}>
            <span>{port}</span>
            <ArrowRight size={11} aria-label="leads to" />
            {to === undefined ? <i>nowhere</i> : <span>{titleOf(to)}</span>}
          </li>
        ))}
      </ul>
    </li>
  )
}

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 }

function press(event: KeyboardEvent<HTMLButtonElement>, document: OpenDocument, id: string): void {
  const step = steps[event.key]
  // With a node selected the command of the same key is about that one.
  const hasSelection = document.store.getState().selection.nodeIds.length > 0
  const all = [...window.document.querySelectorAll<HTMLElement>('[data-outline]')]
  const at = all.indexOf(event.currentTarget)
  const next =
    step !== undefined ? all[at + step] : event.key === 'Home' ? all[0] : event.key === 'End' ? all.at(-1) : undefined
  if (next !== undefined) {
    next.focus()
    canvas()?.show(next.dataset.outline ?? '')
  } else if ((event.key === 'Delete' || event.key === 'Backspace') && !event.ctrlKey && !event.metaKey) {
    // The list keeps the focus: on the row that comes after, else on the one before.
    const neighbour = all[at + 1] ?? all[at - 1]
    neighbour?.focus()
    document.change((graph) => removeNodes(graph, new Set([id])))
    canvas()?.show(neighbour?.dataset.outline ?? '')
  } else if (event.key === 'Enter') {
    document.select({ nodeIds: [id] })
    focusInspector()
  } else if (event.key === 'c' && !event.ctrlKey && !event.metaKey && !hasSelection) chooseConnection(document, id)
  else return
  event.preventDefault()
}
