import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareMath } from './compare-math'
import { areDifferent, areSame, areUndecided } from './equivalence.fixture'

describe('a set of real numbers', () => {
  areSame([
    ['(-\\infty,2)\\cup(3,\\infty)', 'x<2 or x>3'],
    ['(-\\infty,2)\\cup(3,\\infty)', '(3,\\infty)\\cup(-\\infty,2)'],
    ['(-\\infty,2)\\cup(3,\\infty)', 'x < 2, x > 3'],
    ['(-\\infty,2)\\cup(3,\\infty)', 'x > 3 \\text{ or } x < 2'],
    ['$x<2$ or $x>3$', 'x<2\\lor x>3'],
    ['x\\in(-\\infty,2)\\cup(3,\\infty)', '\\{x \\mid x<2 \\text{ or } x>3\\}'],
    ['[0,1]\\cup(1,2]', '[0,2]'],
    ['[0,1)\\cup[1,2]', '[0,2]'],
    ['(0,5)\\cup(3,7)', '(0,7)'],
    ['[0,1)\\cup\\{1\\}', '[0,1]'],
    ['[0,1)\\cup\\{1\\}\\cup(1,2]', '[0,2]'],
    ['[2,2]\\cup[4,5]', '\\{2\\}\\cup[4,5]'],
    ['\\{1\\}\\cup\\{2\\}', '\\{1,2\\}'],
    ['\\{1,2\\}\\cup\\{2,3\\}', '1, 2, 3'],
    ['\\{a\\}\\cup\\{b\\}', '\\{b,a\\}'],
    ['x=1 or x>3', '\\{1\\}\\cup(3,\\infty)'],
    ['2<x<3', 'x>2 and x<3'],
    ['x > 2, x < 3', '(2,3)'],
    ['-3<x<-1 or 1<x<3', '(1,3)\\cup(-3,-1)'],
    ['x \\ne 3', '(-\\infty,3)\\cup(3,\\infty)'],
    ['x \\neq 1, x \\neq 2', '\\mathbb{R}\\setminus\\{1,2\\}'],
    ['x \\in \\mathbb{R}', '(-\\infty,\\infty)'],
    ['all real numbers', 'ℝ'],
    ['(0,3)\\cap(1,5)', '(1,3)'],
    ['\\{x : x<3\\}', '(-\\infty,3)'],
    ['(-\\infty,\\frac12)\\cup(\\sqrt2,\\infty)', 'x<0.5 or x>\\frac{2}{\\sqrt2}'],
    ['(-\\infty,a)\\cup(a,\\infty)', '(a,\\infty)\\cup(-\\infty,a)'],
    ['(2,oo)', 'x>2'],
    ['\\text{no solution}', '\\emptyset'],
  ])

  areDifferent([
    ['(-\\infty,2)\\cup(3,\\infty)', 'x\\le2 or x>3'],
    ['[0,1)\\cup(1,2]', '[0,2]'],
    ['[0,1)\\cup\\{2\\}', '[0,1]'],
    ['(0,5)\\cup(3,7)', '(0,6)'],
    ['(1,2)\\cup(3,4)', '(1,4)'],
    ['x \\ne 3', '(3,\\infty)'],
    ['\\{1\\}\\cup\\{2\\}', '\\{1,3\\}'],
    ['(-\\infty,\\frac12)\\cup(\\sqrt2,\\infty)', 'x<0.5 or x>1.414'],
    ['y<3', 'x<4'],
    ['(1,2,3)', '1<x<2'],
    ['[0,1]\\cup[2,3]', '3 m'],
    ['\\mathbb{R}', '(-\\infty,0)\\cup(0,\\infty)'],
  ])

  areUndecided([
    ['x<2 and x>3', '(-\\infty,2)\\cup(3,\\infty)', /all or one/],
    ['x<2 and x>3', 'x<2 or x>3', /all or one/],
    ['x>2, x>3', '(3,\\infty)', /all or one/],
    ['[3,2]\\cup[4,5]', '[4,5]', /ends before it begins/],
    ['[-\\infty,3)\\cup(4,5)', '(-\\infty,3)\\cup(4,5)', /./],
    ['(-\\infty,a)\\cup(a,\\infty)', 'x \\ne a', /union/],
    ['(1,2)\\cup(3,4)', '\\{(1,2),(3,4)\\}', /./],
    ['y<3', 'x<3', /variables/],
    ['\\{x \\in \\mathbb{Z} : x>3\\}', 'x>3', /cannot be read/],
    ['(1,2)', '\\{1,2\\}', /brackets/],
    ['|x|<2', 'x<2', /solutions/],
  ])
})

interface Range {
  low: number
  high: number
  hasLow: boolean
  hasHigh: boolean
}

const range: fc.Arbitrary<Range> = fc
  .tuple(fc.integer({ min: -6, max: 6 }), fc.nat(5), fc.boolean(), fc.boolean())
  .map(([low, width, hasLow, hasHigh]) => ({
    low,
    high: low + width,
    hasLow: hasLow || width === 0,
    hasHigh: hasHigh || width === 0,
  }))
const ranges = fc.array(range, { minLength: 2, maxLength: 5 })

const written = ({ low, high, hasLow, hasHigh }: Range) =>
  low === high ? `\\{${low}\\}` : `${hasLow ? '[' : '('}${low}, ${high}${hasHigh ? ']' : ')'}`
const asRelation = ({ low, high, hasLow, hasHigh }: Range) =>
  low === high ? `x = ${low}` : `${low} ${hasLow ? '\\le' : '<'} x ${hasHigh ? '\\le' : '<'} ${high}`
const union = (all: readonly Range[]) => all.map(written).join(' \\cup ')

const holds = (all: readonly Range[], x: number) =>
  all.some(
    ({ low, high, hasLow, hasHigh }) => (low < x && x < high) || (hasLow && x === low) || (hasHigh && x === high),
  )
/** All whole numbers and one number between each two: no union of ranges with whole ends can differ elsewhere only. */
const everyPlace = Array.from({ length: 60 }, (_, at) => at / 2 - 15)

describe('a union of ranges', () => {
  it('is the same as another exactly where both hold the same numbers', () => {
    fc.assert(
      fc.property(ranges, ranges, (a, b) => {
        const isOfPoints = [...a, ...b].every(({ low, high }) => low === high)
        fc.pre(!isOfPoints)
        const areAlike = everyPlace.every((x) => holds(a, x) === holds(b, x))
        expect(compareMath(union(a), union(b)).same).toBe(areAlike)
      }),
      { numRuns: 300 },
    )
  })

  it('is the same in any order, as relations, and with an interval cut in two', () => {
    fc.assert(
      fc.property(ranges, range, fc.integer({ min: 1, max: 9 }), (all, wide, tenths) => {
        fc.pre(wide.low < wide.high)
        const at = wide.low + ((wide.high - wide.low) * tenths) / 10
        const [left, right] = [
          { ...wide, high: at, hasHigh: false },
          { ...wide, low: at, hasLow: true },
        ]
        const whole = union([wide, ...all])
        expect(compareMath(whole, union([...all].reverse().concat(right, left))).same).toBe(true)
        expect(compareMath(whole, [...all, wide].map(asRelation).join(' or ')).same).toBe(true)
      }),
    )
  })
})
