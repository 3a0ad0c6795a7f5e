import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareMath } from './compare-math'
import { areDifferent, areSame, areUndecided } from './equivalence.fixture'

const matrix = (rows: string, kind = 'p') => `\\begin{${kind}matrix}${rows}\\end{${kind}matrix}`
const square = matrix('1&2\\\\3&4')
const column = matrix('1\\\\2')
const row = matrix('1&2')

describe('a matrix', () => {
  areSame([
    [square, matrix(' 1 & 2 \\\\ 3 & 4 ', 'b')],
    [square, matrix('1&2\\\\[2pt]3&4\\\\')],
    [square, '\\left(\\begin{array}{cc}1&2\\\\3&4\\end{array}\\right)'],
    [square, '[[1,2],[3,4]]'],
    [square, `A = ${square}`],
    [`$A^{-1} = ${square}$`, square],
    [matrix('\\frac12\\\\0.5'), matrix('0.5\\\\ \\frac{1}{2}')],
    [matrix('x+y\\\\2'), matrix('y+x\\\\2')],
    [matrix('1,000\\\\2'), matrix('1000\\\\2')],
    [`\\frac{1}{2}${matrix('2\\\\4')}`, column],
    [`-${matrix('2\\\\4')}`, matrix('-2\\\\-4')],
    [`2 \\cdot ${column}`, matrix('2\\\\4')],
    [`${row}^T`, column],
    [`\\boxed{${square}}`, `\\[${square}\\]`],
    [`${column}, ${row}`, `${row}, ${column}`],
  ])

  areDifferent([
    [square, matrix('1&2\\\\3&5')],
    [square, matrix('1&3\\\\2&4')],
    [square, matrix('1\\\\2\\\\3\\\\4')],
    [square, '[[1,2],[3,5]]'],
    [row, column],
    [square, matrix('1&2&0\\\\3&4&0')],
  ])

  areUndecided([
    [square, '5', /matrix/],
    [matrix('1&2\\\\3'), square, /one length/],
    [`${column}+t${column}`, column, /within an expression/],
    [matrix('1\\\\2', 'V'), column, /double bars/],
    [square, '\\begin{pmatrix}1&2', /cannot be read/],
  ])
})

describe('a vector', () => {
  // Several graders of competition mathematics take a vector and the tuple of its entries for the same.
  areSame([
    [column, '(1,2)'],
    [row, '(1, 2)'],
    [column, '[1,2]'],
    [matrix('1\\\\2\\\\3'), '\\langle 1,2,3\\rangle'],
    [`\\mathbf{v} = ${column}`, '(1,2)'],
  ])
  areDifferent([
    [column, '(2,1)'],
    [column, '(1,2,3)'],
  ])
  areUndecided([
    [column, '[1,2)', /brackets/],
    [column, '\\{1,2\\}', /set/],
    [column, '1, 2', /list/],
  ])
})

describe('bars around a matrix', () => {
  const bars = matrix('1&2\\\\3&4', 'v')
  areSame([
    [bars, '-2'],
    [bars, `${matrix(' 1 & 2 \\\\ 3 & 4', 'v')}`],
    [matrix('2&0&0\\\\0&3&0\\\\0&0&4', 'v'), '24'],
  ])
  areDifferent([
    [bars, '2'],
    [bars, matrix('1&2\\\\3&5', 'v')],
  ])
  areUndecided([
    [bars, square, /determinant/],
    [bars, matrix('2&1\\\\4&1', 'v'), /one determinant/],
    [matrix('1&2', 'v'), '5', /matrix/],
  ])
})

const entries = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })).chain(([rows, width]) => {
  const one = fc.array(fc.integer({ min: -99, max: 99 }), { minLength: width, maxLength: width })
  return fc.array(one, { minLength: rows, maxLength: rows })
})
const written = (rows: readonly (readonly (number | string)[])[], kind = 'p') =>
  matrix(rows.map((one) => one.join(' & ')).join(' \\\\ '), kind)

describe('any matrix', () => {
  it('is the same with each entry in another form, and its factor taken out', () => {
    fc.assert(
      fc.property(entries, fc.integer({ min: 2, max: 9 }), (rows, by) => {
        const fractions = rows.map((one) => one.map((entry) => `\\frac{${entry * by}}{${by}}`))
        const multiplied = rows.map((one) => one.map((entry) => entry * by))
        expect(compareMath(written(rows), written(fractions, 'b')).same).toBe(true)
        expect(compareMath(written(rows), `\\frac{1}{${by}}${written(multiplied)}`).same).toBe(true)
      }),
    )
  })

  it('is different with one entry changed, or in another shape', () => {
    fc.assert(
      fc.property(entries, fc.nat(3), fc.nat(3), (rows, y, x) => {
        const changed = rows.map((one, row) =>
          one.map((entry, at) => (row === y % rows.length && at === x % one.length ? entry + 1 : entry)),
        )
        expect(compareMath(written(rows), written(changed)).same).toBe(false)
        expect(compareMath(written(rows), written([...rows, rows[0] ?? []])).same).toBe(false)
      }),
    )
  })
})
