import { Ban, Check, TriangleAlert, UserPen, X } from 'lucide-react'
import type { Verdict } from '../../shared/report'
import styles from './VerdictChip.module.css'

const looks = {
  correct: { Icon: Check, words: 'right' },
  wrong: { Icon: X, words: 'wrong' },
  abstained: { Icon: Ban, words: 'abstained' },
  failed: { Icon: TriangleAlert, words: 'failed' },
}

export const verdictWords = (verdict: Verdict): string => looks[verdict].words

/** A verdict by sign and word; a person's is marked, with what the grader had said. */
export function VerdictChip({ verdict, graded }: { verdict: Verdict; graded: Verdict | null }) {
  const { Icon, words } = looks[verdict]
  return (
    <span className={styles.chip} data-verdict={verdict}>
      <Icon size={13} strokeWidth={2.2} aria-hidden />
      {words}
      {graded !== null && (
        <span title={`By hand; the grader said ${verdictWords(graded)}`}>
          <UserPen size={13} aria-label={`by hand; the grader said ${verdictWords(graded)}`} />
        </span>
      )}
    </span>
  )
}
