import { Popover } from '@base-ui/react/popover'
import { Check, TriangleAlert } from 'lucide-react'
import { useMemo } from 'react'
import { formatCount, formatNumberOf, sentence } from '../../shared/format'
import { fixFor } from '../../shared/graph/fixes'
import { type GraphIssue, validateGraph } from '../../shared/graph/validate'
import { canvas } from '../canvas/control'
import type { OpenDocument } from '../designs/document'
import { useGraph } from '../designs/session'
import { classes } from '../theme/classes'
import buttonStyles from './Button.module.css'
import styles from './Checklist.module.css'
import { nodeOfIssue } from './go-to'
import popupStyles from './Popup.module.css'

const mostShown = 100

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
                {issues.slice(0, mostShown).map((issue) => (
                  <IssueLine key={`${issue.code} ${issue.message}`} document={document} issue={issue} />
                ))}
                {issues.length > mostShown && (
                  <li className={styles.about}>and {formatCount(issues.length - mostShown)} more</li>
                )}
              </ul>
            )}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}

function IssueLine({ document, issue }: { document: OpenDocument; issue: GraphIssue }) {
  const nodeId = nodeOfIssue(issue)
  const graph = useGraph(document)
  const fix = useMemo(() => fixFor(graph, issue), [graph, issue])
  const words = (
    <>
      <b className={issue.severity === 'error' ? styles.bad : styles.mild}>{sentence(issue.message)}</b>
      <span>{sentence(issue.hint)}</span>
    </>
  )
  return (
    <li className={styles.line}>
      {nodeId === undefined ? (
        <span className={styles.issue}>{words}</span>
      ) : (
        <Popover.Close className={styles.issue} onClick={() => canvas()?.show(nodeId)}>
          {words}
        </Popover.Close>
      )}
      {fix !== undefined && (
        <button
          type="button"
          className={styles.fix}
          // The way to it is searched anew: the graph may have changed since it was offered.
          onClick={() => document.change((now) => fixFor(now, issue)?.graph ?? now)}
        >
          {fix.title}
        </button>
      )}
    </li>
  )
}
