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

/** Words right before a span by which it is no answer, or one of several. */
const hedge =
  /(?:\bnot|n['’]t|\b(?:never|cannot|except|than|at (?:least|most)|up to|about|around|nearly|almost|roughly|approximately|such as|e\.g\.))(?:\s+(?:be|equals?|exactly|or|to|the|a))*[\s:]*$/i

function insideOfSpans(answer: string): string {
  const found = [...answer.matchAll(spans)]
  const [last] = found.slice(-1)
  if (last === undefined) return answer
  const [first = last] = joinedWithLast(answer, found)
  if (hedge.test(answer.slice(0, first.index))) return answer
  if (first === last) return spanOf(answer, last)
  const joined = answer.slice(first.index).replace(spans, (_, ...groups) => ` ${insideOfSpan(groups)} `)
  return joined.trim().replace(/[\s.!]+$/, '')
}

/** “$1$ and $2$” and “$3$ to $4$” are one answer, and so are values between commas; “for $x=3$, $6$” gives one. */
function joinedWithLast(answer: string, found: readonly RegExpExecArray[]): readonly RegExpExecArray[] {
  const between = (span: RegExpExecArray, at: number): string =>
    answer.slice(span.index + span[0].length, found[at + 1]?.index)
  const start =
    1 + found.slice(0, -1).findLastIndex((span, at) => !/^\s*(?:(?:[,;:]|and|or|to)\s*)*$/.test(between(span, at)))
  const joined = found.slice(start)
  const isWhole = start === 0 && /^\s*$/.test(answer.slice(0, joined[0]?.index))
  const areValues = joined.every(([span]) => /\d/.test(span) && !/[=<>]|\\[lg]eq?/.test(span))
  const isSaid = joined.slice(0, -1).some((span, at) => /[a-z:]/.test(between(span, start + at)))
  return isWhole || areValues || isSaid ? joined : []
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
