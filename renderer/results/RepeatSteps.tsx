import type { ProblemDetail } from '../../shared/results-contract'
import { classes } from '../theme/classes'
import styles from './ProblemPanel.module.css'
import { openProblem } from './result-view'
import { verdictWords } from './VerdictChip'

/** The walks of one problem, each with its verdict; nothing where there is but one. */
export function RepeatSteps({ problem: { ordinal, repeats } }: { problem: ProblemDetail }) {
  if (repeats.length < 2) return null
  const right = repeats.filter(({ verdict }) => verdict === 'correct').length
  return (
    <nav className={styles.repeats} aria-label="Repeats of this problem">
      <span className={styles.quiet}>
        Right {right} of {repeats.length} times
      </span>
      <ol>
        {repeats.map(({ ordinal: place, repeat, verdict }) => (
          <li key={repeat}>
            <button
              type="button"
              aria-current={place === ordinal ? 'true' : undefined}
              aria-label={`Repeat ${repeat + 1}: ${verdictWords(verdict)}`}
              title={`Repeat ${repeat + 1}: ${verdictWords(verdict)}`}
              onClick={() => openProblem(place)}
            >
              <span className={classes(styles.dot, verdict === 'correct' && styles.right)} aria-hidden />
              {repeat + 1}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  )
}
