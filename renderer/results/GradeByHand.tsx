import { useState } from 'react'
import { formatMoment } from '../../shared/format'
import type { ProblemDetail } from '../../shared/results-contract'
import { client, door } from '../api'
import { queryClient } from '../query'
import { Button } from '../shell/Button'
import { TextArea } from '../shell/Inputs'
import { showFailure } from '../shell/notice-store'
import styles from './ProblemPanel.module.css'
import { verdictWords } from './VerdictChip'

async function correct(problem: ProblemDetail, verdict: 'correct' | 'wrong' | null, note: string): Promise<void> {
  const { runId: id, ordinal } = problem
  await client.results.correct({ id, ordinal, verdict, note })
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: door.results.key() }),
    queryClient.invalidateQueries({ queryKey: door.runs.key() }),
    queryClient.invalidateQueries({ queryKey: door.designs.key() }),
    queryClient.invalidateQueries({ queryKey: door.compare.key() }),
  ])
}

const graderWords: Readonly<Record<string, string>> = {
  recorded: 'Graded by its source, as it was recorded',
  key: 'Graded against the key',
  nothing: 'Nothing to grade it by: no key, and no grade of its source',
}

/** A person's verdict with a note. It counts from then on; the grader's is kept and can be given back. */
export function GradeByHand({ problem, gradedBy }: { problem: ProblemDetail; gradedBy: string | null }) {
  const { correction, verdict } = problem
  const [isOpen, setOpen] = useState(false)
  const [note, setNote] = useState(correction?.note ?? '')
  const act = (next: 'correct' | 'wrong' | null) => {
    correct(problem, next, note)
      .then(() => setOpen(false))
      .catch(showFailure)
  }
  const other = verdict === 'correct' ? 'wrong' : 'correct'
  if (!isOpen) {
    return (
      <div className={styles.grade}>
        <span className={styles.quiet}>
          {correction === null
            ? gradedBy === null
              ? 'Not graded: there was no answer'
              : (graderWords[gradedBy] ?? `Graded by ${gradedBy}`)
            : `By hand, ${formatMoment(correction.correctedAt)}; the grader said ${verdictWords(correction.graded)}`}
          {correction !== null && correction.note !== '' && <q>{correction.note}</q>}
        </span>
        {correction !== null && <Button onClick={() => act(null)}>Give the grader’s back</Button>}
        <Button onClick={() => setOpen(true)}>{correction === null ? 'Grade by hand' : 'Change'}</Button>
      </div>
    )
  }
  return (
    <div className={styles.gradeForm}>
      <TextArea
        aria-label="Why"
        placeholder="Why (kept with the verdict)"
        value={note}
        onChange={({ target }) => setNote(target.value)}
      />
      <div>
        <Button onClick={() => setOpen(false)}>Cancel</Button>
        {correction !== null && (
          <Button onClick={() => act(verdict === 'correct' ? 'correct' : 'wrong')}>Keep the verdict</Button>
        )}
        <Button look="primary" onClick={() => act(other)}>
          It is {verdictWords(other)}
        </Button>
      </div>
    </div>
  )
}
