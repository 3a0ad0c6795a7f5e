import type { AskReply } from '../kind'
import { readSelfReport } from './confidence'
import { takeVote, type Vote } from './vote'

/** The answer that a model's samples come to; undefined where all failed. */
export function settleReplies(replies: readonly AskReply[]): Vote | undefined {
  return takeVote(replies.map(readReply))
}

/** A confidence written into the answer is taken out of it; the recorded one stands where there is none. */
function readReply(reply: AskReply): AskReply {
  if (!reply.ok) return reply
  const { answer, confidence } = readSelfReport(reply.answer)
  return { ...reply, answer, confidence: confidence ?? reply.confidence }
}
