import { singleLine } from '../../errors'
import type { AskReply, NodeContext, ProblemState } from '../kind'
import type { CheckResult } from './check'
import { drawMark, judgeCall } from './judge-prompt'
import { readVerdict } from './read-verdict'

/** Asks a model for a verdict. A reply that is not exactly a verdict decides nothing. */
export function checkByJudge(
  answer: string,
  { question }: Pick<ProblemState, 'question'>,
  { role, rubric }: { role: string; rubric: string },
  ctx: Pick<NodeContext, 'ask' | 'random'>,
): CheckResult | Promise<CheckResult> {
  const mark = drawMark(() => ctx.random(), [question, answer, rubric])
  const { system, prompt } = judgeCall(question, answer, rubric, mark)
  const reply = ctx.ask({ role, system, prompt, judges: { answer, mark } })
  return reply instanceof Promise ? reply.then((came) => judgedBy(came, mark)) : judgedBy(reply, mark)
}

function judgedBy(reply: AskReply, mark: string): CheckResult {
  if (!reply.ok) return { ok: null, because: `the judge gave no verdict, ${reply.reason}: ${reply.message}` }
  const verdict = readVerdict(reply.answer, mark)
  if (verdict === undefined)
    return { ok: null, because: `the judge’s reply is no verdict: “${singleLine(reply.answer, 60)}”` }
  return { ok: verdict.pass, because: `the judge says: ${singleLine(verdict.reason, 200)}` }
}
