import { Popover } from '@base-ui/react/popover'
import { Check, TriangleAlert } from 'lucide-react'
import { useMemo } from 'react'
import { formatNumberOf, sentence } from '../../shared/format'
import { splitFrom } from '../../shared/graph/schema'
import { type GraphIssue, validateGraph } from '../../shared/graph/validate'
import { canvas } from '../canvas/control'
import type { OpenDocument } from '../designs/document'
import { useGraph } from '../designs/session'
import { classes } from '../theme/classes'
import buttonStyles from './Button.module.css'
import styles from './Checklist.module.css'
import popupStyles from './Popup.module.css'

/** What is wrong with the design; each line leads to the place. */
export function Checklist({ document }: { document: OpenDocument }) {
  const graph = useGraph(document)
  const issues = useMemo(() => validateGraph(graph), [graph])
  const errors = issues.filter(({ severity }) => severity === 'error').length
  return (
    <Popover.Root>
      <Popover.Trigger className={classes(buttonStyles.button, errors > 0 && styles.wrong)}>
        {issues.length === 0 ? 'Check' : formatNumberOf(issues.length, 'issue')}
        {issues.length === 0 ? <Check size={14} className={styles.good} /> : <TriangleAlert size={14} />}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} align="end" className={popupStyles.positioner}>
          <Popover.Popup className={popupStyles.popover}>
            <Popover.Title className={popupStyles.title}>
              {issues.length === 0 ? 'Ready to run' : formatNumberOf(issues.length, 'issue')}
            </Popover.Title>
            {issues.length === 0 ? (
              <p className={styles.about}>Every problem finds its way to an answer.</p>
            ) : (
              <ul className={styles.issues}>
                {issues.map((issue) => (
                  <IssueLine key={issue.message} issue={issue} />
                ))}
              </ul>
            )}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}

function IssueLine({ issue }: { issue: GraphIssue }) {
  const nodeId = issue.nodeId ?? (issue.edge === undefined ? undefined : splitFrom(issue.edge.from).node)
  const words = (
    <>
      <b className={issue.severity === 'error' ? styles.bad : styles.mild}>{sentence(issue.message)}</b>
      <span>{sentence(issue.hint)}</span>
    </>
  )
  if (nodeId === undefined) return <li className={styles.issue}>{words}</li>
  return (
    <li>
      <Popover.Close className={styles.issue} onClick={() => canvas()?.show(nodeId)}>
        {words}
      </Popover.Close>
    </li>
  )
}
