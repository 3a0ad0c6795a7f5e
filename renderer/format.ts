// The terminal writes the same figures: they live in shared/format.ts. (Import from there.)
export * from '../shared/format'

/** What a check or an error says, as a sentence begins: messages are written to stand after a file's name too. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
