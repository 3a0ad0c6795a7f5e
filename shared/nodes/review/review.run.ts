import { singleLine } from '../../errors'
import type { ReviewDecision } from '../../review'
import type { Departure, Run } from '../kind'
import type { review } from './review.kind'

export const runReview: Run<typeof review> = ({ ctx }) => {
  const decided = ctx.askReviewer()
  return decided instanceof Promise ? decided.then(leaveBy) : leaveBy(decided)
}

function leaveBy(decided: ReviewDecision): Departure<'approved' | 'corrected'> {
  const note = decided.note === null || decided.note === '' ? '' : `: ${singleLine(decided.note, 200)}`
  if (decided.decision === 'approved') return { leave: 'approved', why: `approved${note}`, set: { verified: 'pass' } }
  // The confidence was that of the answer that was replaced.
  const set = { answer: decided.answer, confidence: null, verified: 'pass' } as const
  return { leave: 'corrected', why: `corrected${note}`, set }
}
