import type { PromptValues } from './kind'

/** Fills `{{question}}` and `{{answer}}`; any other braces are left as they are, for prompts often hold code or LaTeX. */
export function fillPrompt(template: string, values: PromptValues): string {
  return template.replace(/\{\{\s*(question|answer)\s*\}\}/g, (_, name: 'question' | 'answer') => values[name] ?? '')
}
