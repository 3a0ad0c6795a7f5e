/** Fills `{{question}}` and `{{answer}}`; any other braces are left as they are, for prompts often hold code or LaTeX. */
export function fillPrompt(template: string, values: { question: string; answer: string | null }): string {
  return template.replace(/\{\{\s*(question|answer)\s*\}\}/g, (_, name: 'question' | 'answer') => values[name] ?? '')
}
