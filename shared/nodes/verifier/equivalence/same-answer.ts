import { type Answer, type Collection, nameOf, plainValue, type Sequence } from './answer'
import { symbolsOf } from './expression'
import { sameRatio, sameRatioAndValue } from './ratio'
import { isRange, realsOf } from './reals'
import { sameMatrix } from './same-matrix'
import { sameNamed } from './same-named'
import { sameQuantity } from './same-quantity'
import { sameReals } from './same-reals'
import { sameRelation } from './same-relation'
import { type Comparison, different, equal, everyOne, undecided } from './same-value'

/** Whether two answers mean the same. */
export function sameAnswers(a: Answer, b: Answer): Comparison {
  const [x, y] = [dropName(a, b), dropName(b, a)]
  return (
    sameMatrix(x, y, sameAnswers) ??
    sameAsRatio(x, y) ??
    sameAsReals(x, y) ??
    sameNamed(x, y, sameAnswers) ??
    sameNamed(y, x, sameAnswers) ??
    sameOfKind(x, y) ??
    sameAcross(x, y)
  )
}

function sameOfKind(a: Answer, b: Answer): Comparison | undefined {
  if (a.kind === 'value' && b.kind === 'value') return sameQuantity(a, b)
  if (a.kind === 'relation' && b.kind === 'relation') return sameRelation(a, b)
  if (a.kind === 'sequence' && b.kind === 'sequence') return sameSequence(a, b)
  return a.kind === 'collection' && b.kind === 'collection' ? sameCollection(a, b) : undefined
}

/** “x = 2” means 2 where the other answer is no equation. */
function dropName(a: Answer, other: Answer): Answer {
  if (a.kind !== 'relation' || a.relation !== '=' || other.kind === 'relation') return a
  const { left, right } = a
  const named = left.op === 'symbol' && !symbolsOf(right).has(left.name)
  return named && a.other === undefined && !isRange(other) ? plainValue(right) : a
}

function sameAsRatio(a: Answer, b: Answer): Comparison | undefined {
  if (a.kind === 'ratio' && b.kind === 'ratio') return sameRatio(a, b)
  if (a.kind === 'ratio' && b.kind === 'value') return sameRatioAndValue(a, b)
  return a.kind === 'value' && b.kind === 'ratio' ? sameRatioAndValue(b, a) : undefined
}

/** “x ≤ 3”, “2 < x < 3”, unions and differences mean sets of real numbers, and so does what they are compared with. */
function sameAsReals(a: Answer, b: Answer): Comparison | undefined {
  if (!isRange(a) && !isRange(b)) return undefined
  if ([a, b].some((one) => one.kind === 'sequence' && one.items.length !== 2))
    return different('an interval has two ends')
  const [x, y] = [realsOf(a), realsOf(b)]
  return x === undefined || y === undefined ? undefined : sameReals(x, y)
}

/** Of different kinds: one element is its set; the rest is not decided. */
function sameAcross(a: Answer, b: Answer): Comparison {
  const [single, many] = a.kind === 'collection' ? [b, a] : [a, b]
  const open = undecided(`one is ${nameOf(a)} and the other ${nameOf(b)}`)
  if (many.kind !== 'collection' || single.kind === 'collection') return open
  if (many.of === 'union' && single.kind === 'value') return different('a union is no single value')
  if (many.of !== 'set' && many.of !== 'list') return open
  const [only] = many.items
  if (only !== undefined && many.items.length === 1) return sameAnswers(single, only)
  // “3/5 or 0.6” is one value, written twice.
  const areAlike = many.items.length > 0 && everyOne(many.items.map((item) => sameAnswers(single, item))).same === true
  if (areAlike) return many.joined === ',' ? undecided('one repeats its value') : equal
  return single.kind === 'value' ? different('they have a different number of values') : open
}

function sameSequence(a: Sequence, b: Sequence): Comparison {
  if (a.items.length !== b.items.length) return different('they have a different number of parts')
  const items = everyOne(a.items.map((item, at) => sameAnswers(item, b.items[at] ?? item)))
  if (a.open === b.open && a.close === b.close) return items
  // (1, 2] and [1, 2] differ at an end; a tuple in other brackets may be the same tuple.
  const mayBeInterval = a.items.length === 2
  return mayBeInterval || items.same === false ? different('their brackets differ') : undecided('their brackets differ')
}

/** Each element of either must be in the other. */
function sameCollection(a: Collection, b: Collection): Comparison {
  const areRanges = isRange(a) || isRange(b)
  const areMadeAlike = a.of === b.of && a.joined === b.joined
  if (areRanges && !areMadeAlike) return undecided(`one is ${nameOf(a)} and the other ${nameOf(b)}`)
  if (a.of === 'difference') return undecided('whether they are the same set is not known')
  const compare = a.of === 'set' && b.of === 'set' ? sameElement : sameAnswers
  const table = a.items.map((item) => b.items.map((other) => compare(item, other)))
  const found = everyOne([
    ...table.map((row) => memberOf(row)),
    ...b.items.map((_, at) => memberOf(table.flatMap((row) => row[at] ?? []))),
  ])
  if (areRanges && found.same === false) return undecided('their parts differ')
  return found.same === true && isRepeatedOtherwise(a, b, table) ? undecided('they repeat values differently') : found
}

/** Braces around one element may be of LaTeX, or make it a set that is an element. */
function sameElement(a: Answer, b: Answer): Comparison {
  const [isSet, other] = [a, b].map((one) => one.kind === 'collection' && one.of === 'set')
  const found = sameAnswers(a, b)
  return isSet !== other && found.same === true ? undecided('one may hold a set where the other does not') : found
}

/** In a set an element is there once, however often it is written; in a list it may be meant twice. */
function isRepeatedOtherwise(a: Collection, b: Collection, table: readonly (readonly Comparison[])[]): boolean {
  const countIn = (results: readonly Comparison[]): number => results.filter(({ same }) => same === true).length
  const timesOfB = table.map(countIn)
  const timesOfA = b.items.map((_, at) => countIn(table.flatMap((row) => row[at] ?? [])))
  if (a.of === 'list' && b.of === 'list')
    return table.some((row, x) => row.some(({ same }, y) => same === true && timesOfB[x] !== timesOfA[y]))
  return (
    (a.of === 'list' && timesOfA.some((times) => times > 1)) || (b.of === 'list' && timesOfB.some((times) => times > 1))
  )
}

function memberOf(comparisons: readonly Comparison[]): Comparison {
  const found = comparisons.find(({ same }) => same === true) ?? comparisons.find(({ same }) => same === null)
  return found ?? different('an element of one is not in the other')
}
