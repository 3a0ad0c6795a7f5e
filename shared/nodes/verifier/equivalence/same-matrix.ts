import { type Answer, type Matrix, nameOf, plainValue } from './answer'
import { determinantOf, rowsOf } from './matrix'
import { type Comparison, different, everyOne, undecided } from './same-value'

type Compare = (a: Answer, b: Answer) => Comparison

/** Compares matrices entry by entry; undefined where neither answer is one. */
export function sameMatrix(a: Answer, b: Answer, compare: Compare): Comparison | undefined {
  if (a.kind !== 'matrix') return b.kind === 'matrix' ? sameMatrix(b, a, compare) : undefined
  const open = undecided(`one is ${nameOf(a)} and the other ${nameOf(b)}`)
  if (b.kind === 'matrix') return a.inBars || b.inBars ? sameInBars(a, b, compare) : sameRows(a.rows, b.rows, compare)
  if (a.inBars) {
    const determinant = b.kind === 'value' ? determinantOf(a.rows) : undefined
    return determinant === undefined ? open : compare(plainValue(determinant), b)
  }
  if (b.kind !== 'sequence') return open
  const rows = rowsOf(b)
  if (rows !== undefined) return sameRows(a.rows, rows, compare)
  const vector = a.rows.length === 1 ? a.rows[0] : a.rows.flatMap((row) => (row.length === 1 ? row : []))
  // A vector is often written as a tuple; its own brackets tell it from an interval that is open at one end.
  if (vector === undefined || vector.length < a.rows.length || !['()', '[]'].includes(b.open + b.close)) return open
  return sameRows([vector], [b.items], compare)
}

function sameRows(a: Matrix['rows'], b: Matrix['rows'], compare: Compare): Comparison {
  const areAlike = a.length === b.length && a.every((row, at) => row.length === b[at]?.length)
  if (!areAlike) return different('they are of different shapes')
  return everyOne(a.flatMap((row, at) => row.map((entry, column) => compare(entry, b[at]?.[column] ?? entry))))
}

/** Bars mean the determinant, but may have been put around the matrix itself. */
function sameInBars(a: Matrix, b: Matrix, compare: Compare): Comparison {
  if (a.inBars !== b.inBars) return undecided('bars around a matrix mean its determinant')
  const asMatrices = sameRows(a.rows, b.rows, compare)
  const [x, y] = [determinantOf(a.rows), determinantOf(b.rows)]
  if (asMatrices.same === true || x === undefined || y === undefined) return asMatrices
  const asNumbers = compare(plainValue(x), plainValue(y))
  return asNumbers.same === true ? undecided('they are different matrices of one determinant') : asNumbers
}
