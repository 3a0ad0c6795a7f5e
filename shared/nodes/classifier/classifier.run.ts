import { SwitchyardError } from '../../errors'
import { fillPrompt } from '../fill-prompt'
import type { AskReply, Departure, Run } from '../kind'
import { type classifier, labelsOf } from './classifier.kind'
import { readLabel } from './label'
import { type LearnedModel, predictLabel } from './learned/learned-model'
import { judge } from './rules'

export const runClassifier: Run<typeof classifier> = ({ problem, settings, ctx }) => {
  if (settings.method === 'rules') {
    const { label, because } = judge(problem.question, settings.rules, settings.otherwise)
    return { leave: label, why: because }
  }
  if (settings.method === 'learned') return leaveByLearned(problem.question, settings)
  const labels = labelsOf(settings)
  // The labels first: a question that holds “{{labels}}” is left as it is.
  const template = settings.prompt.replace(/\{\{\s*labels\s*\}\}/g, () => labels.join(', '))
  const reply = ctx.ask({ role: settings.role, system: settings.system, prompt: fillPrompt(template, problem), labels })
  return reply instanceof Promise ? reply.then((came) => leaveBy(came, labels)) : leaveBy(reply, labels)
}

function leaveByLearned(
  question: string,
  { learned, sure }: { learned: LearnedModel | null; sure: number },
): Departure<string> {
  if (learned === null)
    throw new SwitchyardError('NODE_BROKE', 'the classifier has no trained model', {
      hint: 'train it, or choose another method',
    })
  const { label, chance } = predictLabel(learned, question, sure)
  return { leave: label, why: `“${label}” or a cheaper one does with a chance of ${chance.toFixed(2)}` }
}

function leaveBy(reply: AskReply, labels: readonly string[]): Departure<string> {
  if (!reply.ok) return { leave: 'unclear', why: `${reply.reason}: ${reply.message}` }
  const label = readLabel(reply.answer, labels)
  if (label !== undefined) return { leave: label, why: `the model says “${label}”` }
  return { leave: 'unclear', why: `the model says “${reply.answer.slice(0, 60)}”` }
}
