import type { PromptValues } from './kind'

/** What each variable of a prompt stands for, in the words of a form. */
export const promptVariables = { question: 'the problem’s question', answer: 'the answer so far' }

/** Fills `{{question}}` and `{{answer}}`; any other braces are left as they are, for prompts often hold code or LaTeX. */
export function fillPrompt(template: string, values: PromptValues): string {
  if (template === '{{question}}') return values.question
  return template.replace(/\{\{\s*(question|answer)\s*\}\}/g, (_, name: 'question' | 'answer') => values[name] ?? '')
}
