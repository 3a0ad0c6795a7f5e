import { signs } from '../../shared/draw/draw-svg'
import { words } from '../words'
import type { ChangeGroup } from './change-lines'
import styles from './DiffView.module.css'

interface ChangeListProps {
  changes: readonly ChangeGroup[]
  show: (nodeId: string) => void
}

/** Every change as a line; of settings, what they were and what they are. */
export function ChangeList({ changes, show }: ChangeListProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <section className={styles.changes} aria-label={words.versions.changes} tabIndex={0}>
      <ul>
        {changes.map((change) => (
          <ChangeItem key={change.key} change={change} show={show} />
        ))}
      </ul>
    </section>
  )
}

function ChangeItem({ change, show }: { change: ChangeGroup; show: (nodeId: string) => void }) {
  const { mark, title, nodeId, values } = change
  const head = (
    <>
      <b className={styles.sign} data-mark={mark} aria-hidden>
        {signs[mark]}
      </b>
      <span className={styles.title}>{title}</span>
      <span className={styles.mark} data-mark={mark}>
        {words.versions[mark]}
      </span>
    </>
  )
  return (
    <li className={styles.change}>
      {nodeId === undefined ? (
        <p className={styles.head}>{head}</p>
      ) : (
        <button type="button" className={styles.head} title={words.versions.show(title)} onClick={() => show(nodeId)}>
          {head}
        </button>
      )}
      {values.length > 0 && (
        <dl className={styles.values}>
          {values.map(({ field, before, after }) => (
            <div key={field}>
              <dt>{field}</dt>
              <dd className={styles.was}>
                <span className="visually-hidden">{words.versions.was} </span>
                {before}
              </dd>
              <dd className={styles.is}>
                <span className="visually-hidden">{words.versions.is} </span>
                {after}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  )
}
