import type { AskReply } from '../kind'
import { readSelfReport } from './confidence'

/** A confidence written into the answer is taken out of it; the recorded one stands where there is none. */
export function readReply(reply: AskReply): AskReply {
  if (!reply.ok) return reply
  const { answer, confidence } = readSelfReport(reply.answer)
  if (answer === reply.answer) return reply
  if (answer === '') return { ok: false, reason: 'provider', message: 'the reply holds nothing but a confidence' }
  return { ...reply, answer, confidence: confidence ?? reply.confidence }
}
