import { exactValue } from './evaluate-exactly'
import { evaluateNearly } from './evaluate-nearly'
import type { Expression } from './expression'
import type { NamedReals, Reals } from './reals'
import { type Comparison, different, equal, sameValue, undecided } from './same-value'

const MOST_ENDS = 80

/**
 * Compares sets of real numbers exactly: their ends cut the line into points and the gaps between them, in each of which either set is
 * whole or empty. So intervals that touch or overlap, and points that close an end, merge by themselves.
 */
export function sameReals(a: NamedReals, b: NamedReals): Comparison {
  const ends = endsOf(a.set, endsOf(b.set, []))
  if (ends.length > MOST_ENDS) return undecided(`they have more than ${MOST_ENDS} ends`)
  const line = sorted(ends)
  if (line === undefined) return undecided('the order of their ends cannot be told')
  const [left, right] = [cellsOf(a.set, line), cellsOf(b.set, line)]
  if (left === undefined || right === undefined) return undecided('an interval ends before it begins')
  if (left === 'unclear' || right === 'unclear')
    return undecided('whether all or one of its relations is meant is not known')
  if (left.some((isIn, cell) => isIn !== right[cell])) return different('they are different sets of real numbers')
  const [name] = a.names
  const [other] = b.names
  const areNamedAlike = name === undefined || other === undefined || name === other
  return areNamedAlike ? equal : undecided('they are of different variables')
}

function endsOf(set: Reals, found: Expression[]): Expression[] {
  if (set.op === 'points') found.push(...set.at)
  else if (set.op === 'interval')
    for (const end of [set.low, set.high]) found.push(...(end === undefined ? [] : [end.value]))
  else for (const part of set.parts) endsOf(part, found)
  return found
}

/** From the least to the greatest, each once; undefined where two cannot be compared. */
function sorted(ends: readonly Expression[]): Expression[] | undefined {
  const line: Expression[] = []
  for (const end of ends) {
    let at = 0
    let order: number | undefined = 1
    for (; at < line.length; at++) {
      order = orderOf(end, line[at] ?? end)
      if (order === undefined) return undefined
      if (order <= 0) break
    }
    if (order !== 0) line.splice(at, 0, end)
  }
  return line
}

/** Below, at or above 0 as the first is less, equal or more. */
function orderOf(a: Expression, b: Expression): number | undefined {
  const [x, y] = [exactValue(a), exactValue(b)]
  if (x !== undefined && y !== undefined) {
    const apart = x.over * y.under - y.over * x.under
    return apart < 0n ? -1 : apart > 0n ? 1 : 0
  }
  const { same } = sameValue(a, b)
  if (same !== false) return same === true ? 0 : undefined
  const [u, v] = [evaluateNearly(a, 0), evaluateNearly(b, 0)]
  const areReal = Math.abs(u.im) <= 8 * u.err && Math.abs(v.im) <= 8 * v.err
  return areReal && Math.abs(u.re - v.re) > 8 * (u.err + v.err) ? Math.sign(u.re - v.re) : undefined
}

type Cells = readonly boolean[]

/** Which of the gaps (even) and points (odd) the set holds; undefined for an interval whose ends are exchanged. */
function cellsOf(set: Reals, line: readonly Expression[]): Cells | 'unclear' | undefined {
  const cells = Array.from({ length: 2 * line.length + 1 }, (_, cell) => cell)
  const placeOf = (value: Expression): number => 2 * line.findIndex((end) => orderOf(value, end) === 0) + 1
  if (set.op === 'points') {
    const places = new Set(set.at.map(placeOf))
    return cells.map((cell) => places.has(cell))
  }
  if (set.op === 'interval') {
    const [low, high] = [set.low && placeOf(set.low.value), set.high && placeOf(set.high.value)]
    if (low !== undefined && high !== undefined && low > high) return undefined
    const isAbove = (cell: number) => low === undefined || cell > low || (cell === low && set.low?.isIncluded === true)
    const isBelow = (cell: number) =>
      high === undefined || cell < high || (cell === high && set.high?.isIncluded === true)
    return cells.map((cell) => isAbove(cell) && isBelow(cell))
  }
  const parts: Cells[] = []
  for (const part of set.parts) {
    const found = cellsOf(part, line)
    if (found === undefined || found === 'unclear') return found
    parts.push(found)
  }
  return combine(set.op, parts, cells)
}

function combine(
  op: Exclude<Reals['op'], 'interval' | 'points'>,
  parts: readonly Cells[],
  cells: readonly number[],
): Cells | 'unclear' {
  const one = cells.map((cell) => parts.some((part) => part[cell] === true))
  const all = cells.map((cell) => parts.every((part) => part[cell] === true))
  if (op === 'union') return one
  if (op === 'intersection') return all
  if (op === 'difference')
    return cells.map((cell) => parts.every((part, at) => (at === 0 ? part[cell] === true : part[cell] === false)))
  // Nobody states what no number or every number satisfies.
  const [isNever, isAlways] = [!all.includes(true), !one.includes(false)]
  if (op === 'and') return isNever ? 'unclear' : all
  if (isNever && !isAlways) return one
  return isAlways && !isNever ? all : 'unclear'
}
