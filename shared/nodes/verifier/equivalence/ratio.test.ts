import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareMath } from './compare-math'
import { areDifferent, areSame, areUndecided } from './equivalence.fixture'

const part = fc.integer({ min: 1, max: 999 })

describe('a ratio', () => {
  areSame([
    ['3:4', '3 : 4'],
    ['3:4', '6:8'],
    ['3:4', '3 to 4'],
    ['3\\text{ to }4', '3:4'],
    ['$3:4$', '3\\colon 4'],
    ['$3$ to $4$', '3:4'],
    ['1:2:3', '2:4:6'],
    ['0:3:4', '0:6:8'],
    ['\\frac12:\\frac13', '3:2'],
    ['\\sqrt2:1', '2:\\sqrt{2}'],
    ['a:b = 3:4', '3:4'],
    ['3:4', '\\frac{3}{4}'],
    ['3:4', '6/8'],
  ])

  areDifferent([
    ['3:4', '4:3'],
    ['3:4', '3:5'],
    ['1:2:3', '1:2:4'],
    ['1:2:3', '1:2'],
    ['0:3', '3:0'],
    ['3:4', '4/3'],
    ['3:4', '0.8'],
    ['3 to 4', '4 to 5'],
    ['3:45', '3:46'],
  ])

  areUndecided([
    ['3:4', '0.75', /only one of them is a ratio/],
    ['3:4', '75\\%', /ratio/],
    ['3 to 4', '3/4', /ratio/],
    ['3 to 4', '6 to 8', /range/],
    ['3:45', '1:15', /times of day/],
    ['3:45', '1/15', /ratio/],
    ['3:00 PM', '3:0', /time of day/],
    ['0:0', '3:4', /ratio of nothing/],
    ['b:a = 3:4', '3:4', /alphabet/],
    ['3:4', '(3,4)', /brackets/],
    ['3:4', '3, 4', /list/],
    ['1:2:3', '1/2', /ratio/],
  ])

  it('of any number of parts is the same when all of them are multiplied', () => {
    fc.assert(
      fc.property(fc.array(part, { minLength: 2, maxLength: 5 }), fc.integer({ min: 2, max: 99 }), (parts, by) => {
        const multiplied = parts.map((one) => one * by)
        // Two digits behind a colon may be minutes.
        fc.pre(parts.some((one) => one > 59) || multiplied.some((one) => one > 59))
        expect(compareMath(parts.join(':'), multiplied.join(' : ')).same).toBe(true)
      }),
    )
  })

  it('of two parts is the same as another exactly where the products across are equal', () => {
    fc.assert(
      fc.property(part, part, part, part, (a, b, c, d) => {
        const { same } = compareMath(`${a}:${b}`, `${c}:${d}`)
        expect(same === false).toBe(a * d !== b * c)
        expect(compareMath(`${a}:${b}`, `\\frac{${c}}{${d}}`).same === false).toBe(a * d !== b * c)
      }),
    )
  })
})
