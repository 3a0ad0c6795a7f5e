import type { PlannedCall, PromptValues } from '../kind'

/** Fills `{{question}}` and `{{answer}}`; any other braces are left as they are, for prompts often hold code or LaTeX. */
export function fillPrompt(template: string, values: PromptValues): string {
  return template.replace(/\{\{\s*(question|answer)\s*\}\}/g, (_, name: 'question' | 'answer') => values[name] ?? '')
}

interface CallSettings {
  role: string
  system: string
  prompt: string
  maxTokens: number
}

/** The call that a model node makes for a problem; a cache keyed by the call asks for it too. */
export function planCall({ role, system, prompt, maxTokens }: CallSettings, values: PromptValues): PlannedCall {
  return { role, system, prompt: fillPrompt(prompt, values), params: { maxTokens } }
}
