import { lastBoxed } from './boxed'

/** Where a long answer states what it comes to: in its last part. */
const LOOKED_AT = 2000

const mark = /(?:####|\banswer(?:\s+is\b|\s*[:=]))[\s:=]*/gi

/**
 * What an answer in whole sentences comes to: inside its last `\boxed{…}`, or what follows its last “####”, “answer is” or “answer:”,
 * up to the end of the sentence. Undefined where nothing is stated so.
 */
export function finalAnswerOf(text: string): string | undefined {
  if (!/\\(?:boxed|fbox)|####|answer/i.test(text)) return undefined
  const end = text.slice(-LOOKED_AT)
  return boxedIn(end) ?? statedIn(end)
}

function boxedIn(text: string): string | undefined {
  const boxed = lastBoxed(text)
  return boxed === undefined ? undefined : bare(boxed)
}

function statedIn(text: string): string | undefined {
  const last = [...text.matchAll(mark)].at(-1)
  if (last === undefined) return undefined
  const [line = ''] = text.slice(last.index + last[0].length).split('\n', 1)
  const [sentence = ''] = line.split(/[.!](?=\s|[*`$]*$)/, 1)
  return bare(sentence)
}

/** Around words or a value; a star between two is a product. */
const emphasis = /(?<![\w)\]}])(\*{1,2})(?![\s*])([^*]+)\1(?![\w([{\\])/g

/** Without the marks of Markdown and LaTeX around it; a single dollar sign is money. */
function bare(text: string): string | undefined {
  const plain = text
    .replaceAll('`', '')
    .replace(emphasis, '$2')
    .trim()
    .replace(/^\*+|\*+$/g, '')
    .trim()
  const inside = /^\$+(.*[^$])\$+$/.exec(plain)?.[1] ?? /^\\\((.*)\\\)$/.exec(plain)?.[1] ?? plain
  return inside.trim() === '' ? undefined : inside.trim()
}
