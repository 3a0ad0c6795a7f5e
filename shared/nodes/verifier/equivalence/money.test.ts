import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareMath } from './compare-math'
import { areDifferent, areSame, areUndecided } from './equivalence.fixture'

describe('money', () => {
  areSame([
    ['$5', '5 dollars'],
    ['\\$5.00', '$5'],
    ['$\\$5.00$', '\\$5'],
    ['USD 5', '5 USD'],
    ['US\\$5', '5 USD'],
    ['\\text{USD } 5', '\\$5'],
    ['\\$5 dollars', '\\$5'],
    ['\\boxed{\\$5}', '5 dollars'],
    ['The answer is $5.', '\\$5'],
    ['-\\$5', '\\$-5'],
    ['\\$\\frac{3}{2}', '\\$1.50'],
    ['50 cents', '\\$0.50'],
    ['50¢', '$.50'],
    ['50 \\text{ cents}', '0.5 dollars'],
    ['5 dollars and 50 cents', '\\$5.50'],
    ['\\$1,234', '1234 dollars'],
    ['\\$10,\\!000', '10{,}000 dollars'],
    ['\\$5 \\text{ million}', '5000000 dollars'],
    ['2.5 million dollars', '\\$2,500,000'],
    ['\\$1.5 billion', '\\$1500 \\text{ million}'],
    ['€5', '5 euros'],
    ['5 €', 'EUR 5'],
    ['50 cents', '€0.50'],
    ['£5', '5 pounds'],
    ['5 pounds', '5 lb'],
    ['\\$12/hr', '12 dollars per hour'],
    ['\\$12 \\text{ per hour}', '\\$12/hour'],
  ])

  areDifferent([
    ['$5', '6 dollars'],
    ['-\\$5', '\\$5'],
    ['50 cents', '\\$50'],
    ['50 cents', '\\$0.05'],
    ['€5', '\\$5'],
    ['£5', '5 lb'],
    ['\\$5', '5 cm'],
    ['\\$1,234', '\\$1,235'],
  ])

  areUndecided([
    ['5 dollars', '5', /unit/],
    ['€5', '5', /unit/],
    ['50 cents', '50', /unit/],
    ['\\$5', '5 apples', /units/],
    ['\\$12/hr', '\\$12', /rate/],
    ['50\\%', '\\$0.50', /percentage/],
    ['\\$1,234', '\\$1.234', /comma/],
  ])

  // The grader leaves the sign out too, and it is also a mark of mathematics.
  areSame([
    ['$5', '5'],
    ['\\$5', '5'],
  ])
  areDifferent([['\\$5', '6']])

  it('is the same amount in dollars, in cents and by its code', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), (cents) => {
        const dollars = (cents / 100).toFixed(2)
        const grouped = dollars.replace(/\B(?=(\d{3})+\.)/g, ',')
        for (const text of [`\\$${dollars}`, `${dollars} dollars`, `USD ${dollars}`, `$${grouped}`])
          expect(compareMath(text, `${cents} cents`).same, text).toBe(true)
      }),
    )
  })

  it('is another amount where the number is another one', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.nat(100_000), (a, b) => {
        fc.pre(a !== b)
        expect(compareMath(`\\$${a / 100}`, `${b} cents`).same).toBe(false)
      }),
    )
  })
})

describe('an amount in several units', () => {
  areSame([
    ['2 hours 30 minutes', '150 minutes'],
    ['2 hours and 30 minutes', '2.5 hours'],
    ['1 \\text{ hour } 30 \\text{ minutes}', '90 minutes'],
    ['5 ft 6 in', '66 inches'],
    ['5\'6"', '66 in'],
    ["30^\\circ 30'", '30.5^\\circ'],
    ['-30°15′', '-30.25°'],
    ["1°0'36''", '1.01°'],
  ])
  areDifferent([
    ["30^\\circ 15'", '30.15°'],
    ['2 hours 30 minutes', '2.3 hours'],
    ['5 ft 6 in', '5.6 ft'],
  ])
  areUndecided([
    ['30 minutes 2 hours', '150 minutes', /./],
    ['2 hours 30 minutes', '150', /unit/],
  ])
})
