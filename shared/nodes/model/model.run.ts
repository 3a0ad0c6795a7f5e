import type { AskReply, Departure, Run } from '../kind'
import type { model } from './model.kind'
import { planCall } from './prompt'

export const runModel: Run<typeof model> = ({ problem, settings, ctx }) => {
  const { role, system, prompt } = planCall(settings, problem)
  const timeoutMs = settings.timeoutMs > 0 ? settings.timeoutMs : undefined
  const reply = ctx.ask({ role, system, prompt, maxTokens: settings.maxTokens, timeoutMs })
  return reply instanceof Promise ? reply.then(leaveWith) : leaveWith(reply)
}

function leaveWith(reply: AskReply): Departure<'answer' | 'failed'> {
  if (!reply.ok) return { leave: 'failed', why: `${reply.reason}: ${reply.message}` }
  const { answer, confidence } = reply
  // A new answer has not been verified, whatever was said of the one before it.
  return { leave: 'answer', why: 'answered', set: { answer, confidence, verified: null } }
}
