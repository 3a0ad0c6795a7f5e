import { foldAnswer, parseNumber } from '../../grading/answers'
import { finalAnswerOf } from '../../grading/final-answer'
import { choiceIn } from '../../grading/grade'
import type { AskReply } from '../kind'

type Answered = Extract<AskReply, { ok: true }>

export interface Vote {
  /** The reply whose answer won: the first that gave it. */
  winner: Answered
  /** How many of the samples gave this answer. */
  votes: number
  /** How many were asked, failed ones included. */
  asked: number
}

/**
 * Numbers are the same answer in any spelling, so are letters of a choice, and other answers but for case and spaces; of whole sentences
 * that counts which they state as their answer, as it does for the grader.
 */
function ballotOf(answer: string): string {
  const stated = finalAnswerOf(answer) ?? answer
  const number = parseNumber(stated)
  if (number !== undefined) return `number ${number}`
  const text = foldAnswer(stated).toLowerCase()
  return choiceIn(text) ?? text
}

/**
 * Majority vote over the samples of one question (self-consistency: Wang et al., ICLR 2023). Ties go to the answer seen
 * first; samples that failed have no vote. `undefined` where all failed.
 */
export function takeVote(replies: readonly AskReply[]): Vote | undefined {
  const [only] = replies
  if (replies.length === 1 && only?.ok) return { winner: only, votes: 1, asked: 1 }
  const counts = new Map<string, { winner: Answered; votes: number }>()
  for (const reply of replies) {
    if (!reply.ok) continue
    const ballot = ballotOf(reply.answer)
    const known = counts.get(ballot)
    if (known === undefined) counts.set(ballot, { winner: reply, votes: 1 })
    else known.votes += 1
  }
  let best: { winner: Answered; votes: number } | undefined
  for (const count of counts.values()) if (best === undefined || count.votes > best.votes) best = count
  return best === undefined ? undefined : { ...best, asked: replies.length }
}
