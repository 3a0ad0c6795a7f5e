import { SwitchyardError } from '../../errors'
import { fillPrompt } from '../fill-prompt'
import type { AskReply, Departure, Run, SettingsOf } from '../kind'
import { type classifier, labelsOf } from './classifier.kind'
import { type AloneSettings, aloneSettings, classifyAlone } from './classify-alone'
import { readLabel } from './label'

export const runClassifier: Run<typeof classifier> = ({ problem, settings, ctx }) => {
  if (settings.method !== 'llm') {
    const { label, because } = classifyAlone(problem.question, neededAlone(settings))
    return { leave: label, why: because }
  }
  const labels = labelsOf(settings)
  // The labels first: a question that holds “{{labels}}” is left as it is.
  const template = settings.prompt.replace(/\{\{\s*labels\s*\}\}/g, () => labels.join(', '))
  const reply = ctx.ask({ role: settings.role, system: settings.system, prompt: fillPrompt(template, problem), labels })
  return reply instanceof Promise ? reply.then((came) => leaveBy(came, labels)) : leaveBy(reply, labels)
}

function neededAlone(settings: SettingsOf<typeof classifier>): AloneSettings {
  const alone = aloneSettings(settings)
  if (alone !== undefined) return alone
  throw new SwitchyardError('NODE_BROKE', 'the classifier has no trained model', {
    hint: 'train it, or choose another method',
  })
}

function leaveBy(reply: AskReply, labels: readonly string[]): Departure<string> {
  if (!reply.ok) return { leave: 'unclear', why: `${reply.reason}: ${reply.message}` }
  const label = readLabel(reply.answer, labels)
  if (label !== undefined) return { leave: label, why: `the model says “${label}”` }
  return { leave: 'unclear', why: `the model says “${reply.answer.slice(0, 60)}”` }
}
