import { lastBoxed } from '../../../grading/boxed'

/** `\$` is money, and `\\[2pt]` the end of a row. */
const spans =
  /(?<!\\)\$\$((?:[^$\\]|\\[\s\S])+)\$\$|(?<!\\)\$((?:[^$\\]|\\[\s\S])+)\$|(?<!\\)\\\(([^$]+?)\\\)|(?<!\\)\\\[([^$]+?)\\\]/g

/** The content of the last `\boxed{…}`, else of the last `$…$`, else the text without what introduces an answer. */
export function unwrap(answer: string): string {
  const boxed = lastBoxed(answer)
  if (boxed !== undefined) return dropWrapping(boxed.trim())
  const bare = insideOfSpans(dropIntroduction(answer))
  return dropWrapping(dropIntroduction(bare))
}

function insideOfSpans(answer: string): string {
  const found = [...answer.matchAll(spans)]
  const last = found.at(-1)
  if (last === undefined) return answer
  // “$1$ and $2$” and “$3$ to $4$” are one answer.
  const between = answer.replace(spans, ' ')
  const areJoined = found.length > 1 && /^\s*(?:(?:[,;:]|and|or|to)\s*)*$/.test(between)
  return areJoined ? answer.replace(spans, (_, ...groups) => ` ${insideOfSpan(groups)} `).trim() : spanOf(answer, last)
}

/** “x ∈” before a set, and the command around a word that is the whole answer. */
function dropWrapping(text: string): string {
  return text
    .replace(/^[A-Za-z]\s*(?:\\in(?![A-Za-z])|∈)\s*/, '')
    .replace(/^\\(?:text|textbf|textrm|mathrm|mbox)\s*\{([^{}]*)\}$/, '$1')
}

/** Words behind the mathematics stay: they may be its unit. */
function spanOf(answer: string, span: RegExpExecArray): string {
  const inside = insideOfSpan(span.slice(1))
  const after = answer.slice(span.index + span[0].length)
  return /^[\s.!]*$/.test(after) ? inside : inside + after.replace(/(?<!\\)\$/g, '')
}

function insideOfSpan(groups: readonly unknown[]): string {
  return groups.slice(0, 4).find((group): group is string => typeof group === 'string') ?? ''
}

function dropIntroduction(text: string): string {
  return text
    .trim()
    .replace(
      /^(?:so|thus|hence|therefore|answer)?,?\s*(?:the )?(?:final |correct )?(?:answer|result|value|solution)s?\s*(?:is|are|:|=)\s*:?/i,
      '',
    )
    .trim()
    .replace(/(?<=[^.])[.;]$/, '')
    .replace(/^\*\*(.*)\*\*$/s, '$1')
    .trim()
}
