/** NFC, outer and repeated white space removed, and one closing full stop dropped: what people do not mean when they answer. */
export function foldAnswer(answer: string): string {
  // One printable ASCII word, as most answers are, has nothing to fold but a closing full stop.
  if (/^[!-~]*$/.test(answer)) return dropFullStop(answer)
  return dropFullStop(foldSpaces(answer.normalize('NFC')).trim())
}

/** Any white space becomes one space. Most texts have nothing else, which is quicker to see than to replace. */
export function foldSpaces(text: string): string {
  return /\s\s|[^\S ]/.test(text) ? text.replace(/\s+/g, ' ') : text
}

function dropFullStop(text: string): string {
  return text.endsWith('.') && !text.endsWith('..') && text.length > 1 ? text.slice(0, -1) : text
}

const plainNumber = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i
const grouped = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/
const fraction = /^([+-]?\d+)\s*\/\s*(\d+)$/

/** Reads `18`, `-3.5`, `1e3`, `1,234.5`, `3/4`, `$12` and `45 %` (as 45); anything else is not a number. */
export function parseNumber(text: string): number | undefined {
  if (/^-?\d{1,15}$/.test(text)) return Number(text)
  const bare = foldAnswer(text)
    .replace(/−/g, '-')
    .replace(/^([+-]?)\s*\$\s*/, '$1')
    .replace(/\s*%$/, '')
  if (plainNumber.test(bare)) return finite(Number(bare))
  if (grouped.test(bare)) return finite(Number(bare.replaceAll(',', '')))
  const [, over, under] = fraction.exec(bare) ?? []
  return over !== undefined && under !== undefined && Number(under) !== 0
    ? finite(Number(over) / Number(under))
    : undefined
}

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined
}

/** Equal within `tolerance`, relative to the larger magnitude, absolute below 1. */
export function sameNumber(a: number, b: number, tolerance: number): boolean {
  return Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(a), Math.abs(b))
}
