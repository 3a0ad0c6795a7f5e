import type { Ratio, Value } from './answer'
import { type Expression, isTrouble, type Trouble, wholeNumber } from './expression'
import { parseExpression } from './parse-expression'
import { type Comparison, different, equal, everyOne, sameValue, undecided } from './same-value'
import { otherReading } from './slash'
import { splitTop } from './split-top'

const MOST_PARTS = 8

/** Reads `3:4`, “3 to 4” or `a:b = 3:4`; undefined where the text is none of them. */
export function readRatio(text: string): Ratio | Trouble | undefined {
  const [heading, names = ''] = /^([A-Za-z]{1,3}(?:\s*:\s*[A-Za-z]{1,3})*)\s*=\s*(?=[^=]*:)/.exec(text) ?? []
  if (heading === undefined) return readParts(text)
  const isInOrder = names.split(/\s*:\s*/).every((name, at, all) => at === 0 || name > (all[at - 1] ?? ''))
  return isInOrder
    ? readParts(text.slice(heading.length))
    : { trouble: 'its names are not in the order of the alphabet' }
}

function readParts(text: string): Ratio | Trouble | undefined {
  if (/\d\s*(?:\\text\s*\{\s*)?[ap]\.?\s*m\.?\s*\}?$/i.test(text) && text.includes(':'))
    return { trouble: 'it is a time of day' }
  const byColon = splitTop(text, /:/).parts
  const byWord = splitTop(text, /\s+to\s+|\\text\s*\{\s*to\s*\}/).parts
  const parts = byColon.length > 1 ? byColon : byWord
  if (parts.length < 2 || parts.some((part) => part === '')) return undefined
  if (parts.length > MOST_PARTS) return { trouble: `it is a ratio of more than ${MOST_PARTS} parts` }
  const read: Expression[] = []
  for (const part of parts) {
    const one = parseExpression(part)
    if (isTrouble(one)) return one
    if (otherReading(part) !== undefined) return { trouble: 'what stands behind a slash can be read in two ways' }
    read.push(one)
  }
  const [hours = '', ...later] = byColon
  const mayBeTime = /^\d{1,2}$/.test(hours) && later.length < 3 && later.every((part) => /^[0-5]\d$/.test(part))
  return { kind: 'ratio', parts: read, by: byColon.length > 1 ? ':' : 'to', mayBeTime }
}

/** Ratios are equal where their parts are proportional: 3:4 and 6:8. */
export function sameRatio(a: Ratio, b: Ratio): Comparison {
  if (a.parts.length !== b.parts.length) return different('they are ratios of a different number of parts')
  const partByPart = everyOne(a.parts.map((part, at) => sameValue(part, b.parts[at] ?? part)))
  if (partByPart.same === true) return equal
  if (isNothing(a) || isNothing(b)) return undecided('a ratio of nothing has no value')
  const proportional = everyOne(crossProducts(a.parts, b.parts).map(([x, y]) => sameValue(x, y)))
  if (proportional.same !== true) return proportional
  if (a.mayBeTime && b.mayBeTime) return undecided('they are one ratio, but may be times of day')
  return a.by === 'to' && b.by === 'to' ? undecided('“to” may mean a ratio or a range') : equal
}

/** A ratio of two parts is the fraction that the other answer writes; a decimal may mean something else. */
export function sameRatioAndValue(ratio: Ratio, value: Value): Comparison {
  const [over, under, third] = ratio.parts
  if (over === undefined || under === undefined || third !== undefined || value.unit !== undefined || value.percent)
    return undecided('one is a ratio and the other a value')
  const isFraction = value.value.op === 'divide' || (value.value.op === 'negate' && value.value.a.op === 'divide')
  const values = sameValue({ op: 'divide', a: over, b: under }, value.value)
  if (values.same !== true || (isFraction && ratio.by === ':' && !ratio.mayBeTime)) return values
  return undecided('only one of them is a ratio')
}

function isNothing({ parts }: Ratio): boolean {
  return parts.every((part) => sameValue(part, wholeNumber(0)).same !== false)
}

/** Of all pairs of parts, since one of them may be 0. */
function crossProducts(a: readonly Expression[], b: readonly Expression[]): [Expression, Expression][] {
  return a.flatMap((x, at) =>
    a.slice(at + 1).map((z, later): [Expression, Expression] => {
      const [y = x, w = z] = [b[at], b[at + 1 + later]]
      return [
        { op: 'multiply', a: x, b: w },
        { op: 'multiply', a: z, b: y },
      ]
    }),
  )
}
