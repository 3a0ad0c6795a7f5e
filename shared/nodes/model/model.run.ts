import type { AskReply, Departure, Run } from '../kind'
import type { model } from './model.kind'
import { fillPrompt } from './prompt'

export const runModel: Run<typeof model> = ({ problem, settings, ctx }) => {
  const reply = ctx.ask({
    role: settings.role,
    system: settings.system,
    prompt: fillPrompt(settings.prompt, problem),
    maxTokens: settings.maxTokens,
    timeoutMs: settings.timeoutMs > 0 ? settings.timeoutMs : undefined,
  })
  return reply instanceof Promise ? reply.then(leaveWith) : leaveWith(reply)
}

function leaveWith(reply: AskReply): Departure<'answer' | 'failed'> {
  if (!reply.ok) return { leave: 'failed', why: `${reply.reason}: ${reply.message}` }
  const { answer, confidence } = reply
  // A new answer has not been verified, whatever was said of the one before it.
  return { leave: 'answer', why: 'answered', set: { answer, confidence, verified: null } }
}
