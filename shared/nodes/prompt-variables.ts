/** A place in a prompt that is written as a variable: `{{question}}`. */
export interface VariablePlace {
  name: string
  from: number
  to: number
}

const written = /\{\{\s*([\p{L}_][\p{L}\p{N}_-]*)\s*\}\}/gu

/** Everything in a prompt that looks like a variable, whether or not there is one of that name. */
export function findVariables(prompt: string): VariablePlace[] {
  return [...prompt.matchAll(written)].map((match) => ({
    name: match[1] ?? '',
    from: match.index,
    to: match.index + match[0].length,
  }))
}

/** A part of a filled prompt; `variable` where it came from one. */
export interface PromptPart {
  text: string
  variable?: string
}

/** The prompt with its variables filled in, told apart; what is no variable here is left as it is written, as in a run. */
export function previewPrompt(prompt: string, values: Readonly<Record<string, string>>): PromptPart[] {
  const parts: PromptPart[] = []
  let end = 0
  for (const { name, from, to } of findVariables(prompt)) {
    if (!Object.hasOwn(values, name)) continue
    if (from > end) parts.push({ text: prompt.slice(end, from) })
    parts.push({ text: values[name] ?? '', variable: name })
    end = to
  }
  if (end < prompt.length) parts.push({ text: prompt.slice(end) })
  return parts
}
