import { singleLine } from '../../shared/errors'

/** Takes the key, and what looks like one, out of text that a server wrote. */
export function scrubberOf(key: string | null): (text: string) => string {
  return (text) => withoutKey(text, key).replace(keyLike, '•••')
}

/** Takes this very key out of text, whole. */
export function withoutKey(text: string, key: string | null): string {
  return key === null || key.length < 4 || !text.includes(key) ? text : text.replaceAll(key, '•••')
}

const keyLike = /\b(?:sk|pk|rk|gsk|xai)-[\w-]{12,}|\bBearer\s+[\w.~+/=-]{12,}/gi

/** A server's own words, as the end of a message: one short line. */
export function wordsOf(text: string, scrub: (text: string) => string): string {
  return singleLine(scrub(text), 240)
}
