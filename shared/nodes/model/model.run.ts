import type { AskReply, AskRequest, Departure, ProblemState, Run } from '../kind'
import type { model } from './model.kind'
import { planCall } from './plan-call'
import { readReply } from './read-reply'
import { takeVote, type Vote } from './vote'

type ConfidenceFrom = 'stated' | 'votes' | 'logprobs'
type Leaving = Departure<'answer' | 'failed'>

export const runModel: Run<typeof model> = ({ problem, settings, ctx }) => {
  const replies = ctx.askMany(requestOf(settings, problem), settings.samples)
  const leave = (all: readonly AskReply[]): Leaving => leaveWith(all.map(readReply), settings.confidence)
  return replies instanceof Promise ? replies.then(leave) : leave(replies)
}

interface RequestSettings {
  role: string
  system: string
  prompt: string
  maxTokens: number
  samples: number
  timeoutMs: number
  temperature?: number | undefined
  effort: 'default' | NonNullable<AskRequest['effort']>
  confidence: ConfidenceFrom
}

function requestOf(settings: RequestSettings, problem: Readonly<ProblemState>): AskRequest {
  const { role, system, prompt } = planCall(settings, problem)
  const { maxTokens, timeoutMs, temperature, effort, confidence } = settings
  return {
    role,
    system,
    prompt,
    maxTokens,
    timeoutMs: timeoutMs > 0 ? timeoutMs : undefined,
    temperature,
    effort: effort === 'default' ? undefined : effort,
    logprobs: confidence === 'logprobs',
  }
}

function leaveWith(replies: readonly AskReply[], from: ConfidenceFrom): Leaving {
  const vote = takeVote(replies)
  if (vote === undefined) return { leave: 'failed', why: whyFailed(replies) }
  const why = vote.asked === 1 ? 'answered' : `${vote.votes} of ${vote.asked} samples agree`
  // A new answer has not been verified, whatever was said of the one before it.
  return {
    leave: 'answer',
    why,
    set: { answer: vote.winner.answer, confidence: confidenceOf(vote, from), verified: null },
  }
}

function whyFailed(replies: readonly AskReply[]): string {
  const [first] = replies
  const why = first === undefined || first.ok ? 'nothing was asked' : `${first.reason}: ${first.message}`
  return replies.length > 1 ? `all ${replies.length} samples failed, the first by ${why}` : why
}

function confidenceOf({ winner, votes, asked }: Vote, from: ConfidenceFrom): number | null {
  if (from === 'votes') return votes / asked
  if (from === 'stated') return winner.confidence
  // The geometric mean of the tokens' probabilities.
  return winner.meanLogprob === null ? null : Math.min(1, Math.exp(winner.meanLogprob))
}
