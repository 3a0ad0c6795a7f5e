import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { formatMoment, formatShare } from '../../shared/format'
import type { Review } from '../../shared/reviews-contract'
import { client } from '../api'
import { Button } from '../shell/Button'
import { Input, TextArea } from '../shell/Inputs'
import { showFailure } from '../shell/notice-store'
import pageStyles from '../shell/Page.module.css'
import styles from './ReviewCard.module.css'

/** One answer that waits: what was asked, what is proposed, how it came here, and what can be decided. */
export function ReviewCard({ review }: { review: Review }) {
  const { id, question, answer, confidence, instructions } = review
  const heading = useId()
  const [isCorrecting, setCorrecting] = useState(false)
  const decide = useMutation({
    mutationFn: (decided: Parameters<typeof client.reviews.decide>[0]['decided']) =>
      client.reviews.decide({ id, decided }),
    onError: (error) => showFailure(error),
  })
  const isBusy = decide.isPending || decide.isSuccess
  return (
    <section className={pageStyles.card} aria-labelledby={heading}>
      <Origin review={review} id={heading} />
      <dl className={styles.texts}>
        <dt>Question</dt>
        <dd className={styles.text}>{question}</dd>
        <dt>Proposed answer{confidence !== null && <small>{formatShare(confidence, 0)} sure</small>}</dt>
        <dd className={styles.text}>{answer ?? <span className={pageStyles.quiet}>none was given</span>}</dd>
        {instructions !== '' && (
          <>
            <dt>Instructions</dt>
            <dd className={styles.instructions}>{instructions}</dd>
          </>
        )}
      </dl>
      {isCorrecting ? (
        <Correction
          proposed={answer ?? ''}
          isBusy={isBusy}
          onSend={(right, note) => decide.mutate({ decision: 'corrected', answer: right, note })}
          onCancel={() => setCorrecting(false)}
        />
      ) : (
        <div className={styles.actions}>
          <Button look="primary" disabled={isBusy} onClick={() => decide.mutate({ decision: 'approved', note: null })}>
            Approve
          </Button>
          <Button disabled={isBusy} onClick={() => setCorrecting(true)}>
            Correct…
          </Button>
        </div>
      )}
    </section>
  )
}

function Origin({ review, id }: { review: Review; id: string }) {
  const { graph, dataset, problemId, path, askedAt, runStatus } = review
  return (
    <div className={styles.origin}>
      <h2 id={id}>
        {problemId} <span className={styles.of}>of {dataset}</span>
      </h2>
      <span className={styles.path}>
        {graph}: {path.join(' → ')}
      </span>
      <span className={styles.moment}>
        {runStatus === 'running' ? '' : 'goes on when its run is resumed · '}
        {formatMoment(askedAt)}
      </span>
    </div>
  )
}

interface CorrectionProps {
  proposed: string
  isBusy: boolean
  onSend: (right: string, note: string | null) => void
  onCancel: () => void
}

function Correction({ proposed, isBusy, onSend, onCancel }: CorrectionProps) {
  const [right, setRight] = useState(proposed)
  const [note, setNote] = useState('')
  const fields = useId()
  const isNew = right.trim() !== '' && right.trim() !== proposed.trim()
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (isNew && !isBusy) onSend(right.trim(), note.trim() === '' ? null : note.trim())
  }
  return (
    <form className={styles.correction} onSubmit={send}>
      <div className={styles.field}>
        <label htmlFor={`${fields}-answer`}>The right answer</label>
        <TextArea
          id={`${fields}-answer`}
          autoFocus
          rows={Math.min(10, right.split('\n').length + 1)}
          value={right}
          onChange={(event) => setRight(event.target.value)}
        />
      </div>
      <div className={styles.field}>
        <label htmlFor={`${fields}-note`}>Note in the trace</label>
        <Input id={`${fields}-note`} value={note} onChange={(event) => setNote(event.target.value)} />
      </div>
      <div className={styles.actions}>
        <Button look="primary" type="submit" disabled={!isNew || isBusy}>
          Send the correction
        </Button>
        <Button disabled={isBusy} onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
