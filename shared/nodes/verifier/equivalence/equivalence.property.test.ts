import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { visitOf } from '../../visit.fixture'
import { verifier } from '../verifier.kind'
import { runVerifier } from '../verifier.run'
import { compareMath } from './compare-math'
import { checkEquivalence } from './equivalence'
import { readAnswer } from './read-answer'
import { beginWork, MOST_STEPS, stepsTaken } from './work'

const integer = fc.integer({ min: -1_000_000, max: 1_000_000 })
const natural = fc.integer({ min: 1, max: 9999 })
const coefficients = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 5 })

const pieces = [
  ...[
    '\\frac',
    '\\sqrt',
    '\\le',
    '\\ne',
    '\\cup',
    '\\setminus',
    '\\text{',
    '\\pm',
    '\\infty',
    '\\{',
    '\\}',
    '\\mid',
    '\\choose',
  ],
  ...[
    '\\begin{pmatrix}',
    '\\end{pmatrix}',
    '\\begin{vmatrix}',
    '\\end{vmatrix}',
    '&',
    '\\\\',
    '\\overline{3}',
    '\\dot',
    '\\mathbb{R}',
  ],
  ...[
    '{',
    '}',
    '(',
    ')',
    '[',
    ']',
    '^',
    '_',
    '|',
    '!',
    '/',
    '-',
    '+',
    '<',
    '>',
    '=',
    ',',
    ':',
    '.',
    "'",
    '"',
    '°',
    '%',
    '$',
    '\\$',
    '€',
  ],
  ...[
    'x',
    'y=',
    '2x',
    '9',
    '1,',
    '_2',
    'e',
    'pi',
    ' to ',
    ' or ',
    ' and ',
    ' cents',
    ' dollars',
    ' million',
    '5 ft ',
    '6 in',
    'AM',
  ],
]

/** What people and models write, right and wrong. */
const written = fc.oneof(
  fc.constantFrom(
    ...[
      'x',
      '\\frac{1}{2}',
      '\\sqrt{2}',
      '(1,2)',
      '\\{1,2\\}',
      '[0,1)',
      'x=2',
      '3 m',
      '50\\%',
      'blue',
      'x<3',
      '\\pm 1',
      '1, 2',
    ],
    ...[
      '\\$5',
      '5 dollars',
      '500 cents',
      '€5',
      '1,234',
      '1, 234',
      '1:2',
      '1 to 2',
      '2:4',
      '3:45',
      '0.5',
      '1/2x',
      '101_2',
      '5',
      '5 ft 6 in',
    ],
    ...[
      'x<2 or x>3',
      'x<2, x>3',
      'x<2 and x>3',
      '[0,1]\\cup(1,2]',
      '[0,2]',
      'x \\ne 3',
      '\\mathbb{R}',
      '1, 1, 2',
      'x=1, y=2',
      'f(x)=x',
    ],
    ...[
      '\\begin{pmatrix}1\\\\2\\end{pmatrix}',
      '\\begin{pmatrix}1&2\\end{pmatrix}',
      '\\begin{vmatrix}1&2\\\\3&4\\end{vmatrix}',
      '-2',
    ],
  ),
  fc.stringMatching(/^[0-9xy+*/^(){}=,.:$\\ -]{1,30}$/),
  fc.string({ maxLength: 60 }),
  fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((parts) => parts.join('')),
)

const many = (count: number, one: (n: number) => string, between = ',') =>
  Array.from({ length: count }, (_, n) => one(n)).join(between)
const manyLines = (by: number) => many(20, (n) => `y=${n}x+\\sqrt{${by * n}}`)
const manySets = (by: number) => many(19, (n) => `\\{${many(20, (k) => `${(n * k * by) % 89}`)}\\}`)

/** Of one character, once for each of the ways in which it may be read and each level of brackets. */
const MOST_STEPS_TO_READ = 60
/** What is under way when the last step is taken: one exact fraction of the largest size. */
const MOST_STEPS_BEYOND = 200_000

const worst = [
  '9^{9^{9^9}}',
  `x${'^2'.repeat(900)}`,
  'x+1)('.repeat(180),
  `(${'(x+1)('.repeat(50)}y${')'.repeat(51)}`,
  many(20, (n) => `x^{${n}}+${n}!`),
  '\\sqrt'.repeat(300),
  '!'.repeat(1999),
  `1${'!'.repeat(1900)}`,
  '('.repeat(1999),
  '2000!'.repeat(100),
  'x=\\pm'.repeat(200),
  '\\boxed{'.repeat(200),
  '$'.repeat(1999),
  ' and '.repeat(390),
  manyLines(1),
  `\\{${manySets(1)}\\}`,
  many(20, (n) => `(\\sqrt{${n}},\\sqrt{${n + 1}}]`, '\\cup'),
  `\\begin{pmatrix}${many(10, (n) => many(10, (k) => `\\sqrt{${n}x+${k}}`, '&'), '\\\\')}\\end{pmatrix}`,
  many(8, (n) => `${n + 1}x`, ':'),
  '\\begin{pmatrix}'.repeat(130),
  '1'.repeat(1999),
  '/2x'.repeat(600),
  '5 ft '.repeat(399),
  '1,234'.repeat(390),
  '{'.repeat(1999),
  many(10, (n) => `(${'9'.repeat(150)}/${'7'.repeat(30)}${n})`, '+'),
]

const sum = (values: readonly string[]) => values.join('+').replaceAll('+-', '-')

describe('any answer', () => {
  it('is the same as itself or cannot be read', () => {
    fc.assert(fc.property(written, (x) => compareMath(x, ` ${x} `).same !== false))
  })

  it('compares alike whichever comes first', () => {
    fc.assert(
      fc.property(written, written, (a, b) => {
        expect(compareMath(a, b).same).toBe(compareMath(b, a).same)
      }),
    )
  })

  it('never makes it throw', () => {
    fc.assert(
      fc.property(fc.oneof(written, fc.string({ unit: 'grapheme', maxLength: 300 })), written, (answer, accepted) => {
        expect([true, false, null]).toContain(checkEquivalence(answer, { equivalent: [accepted] }).ok)
      }),
      { numRuns: 500 },
    )
  })

  it('is read in steps that its length bounds', () => {
    fc.assert(
      fc.property(fc.oneof(written, fc.constantFrom(...worst)), (text) => {
        beginWork()
        readAnswer(text)
        expect(stepsTaken()).toBeLessThanOrEqual(MOST_STEPS_TO_READ * (text.length + 1))
      }),
    )
  })

  it('is decided in a bounded number of steps, however it is made', () => {
    for (const text of worst) {
      for (const other of [`${text} `.replace('x', 'y'), `${text}+0`, '1']) {
        compareMath(text, other)
        expect(stepsTaken(), text.slice(0, 40)).toBeLessThanOrEqual(MOST_STEPS + MOST_STEPS_BEYOND)
      }
    }
  })

  it('is not decided where that would take too many steps', () => {
    expect(compareMath(manyLines(1), manyLines(2))).toEqual({ same: null, because: expect.stringMatching(/steps/) })
  })
})

describe('a number', () => {
  it('is the same in another form', () => {
    fc.assert(
      fc.property(integer, natural, natural, (n, d, k) => {
        expect(compareMath(`\\frac{${n * k}}{${d * k}}`, `${n}/${d}`).same).toBe(true)
        expect(compareMath(`${n}`, `\\frac{${n * d}}{${d}}`).same).toBe(true)
        expect(compareMath((n / 1000).toFixed(3), `\\dfrac{${n}}{1000}`).same).toBe(true)
        expect(compareMath(`${n / 100}`, `${n}\\%`).same).toBe(true)
      }),
    )
  })

  it('differs from another one', () => {
    fc.assert(
      fc.property(integer, natural, integer, natural, (n, d, m, k) => {
        fc.pre(n * k !== m * d)
        expect(compareMath(`\\frac{${n}}{${d}}`, `${m}/${k}`).same).toBe(false)
      }),
    )
  })
})

describe('a polynomial', () => {
  it('is the same in any order of its terms, by Horner’s rule and multiplied out', () => {
    fc.assert(
      fc.property(coefficients, (all) => {
        const terms = all.map((c, n) => `${c}x^{${n}}`)
        const horner = all.reduceRight((inner, c) => `(${inner})*x+(${c})`, '0')
        expect(compareMath(sum(terms), sum([...terms].reverse())).same).toBe(true)
        expect(compareMath(sum(terms), horner).same).toBe(true)
      }),
    )
  })

  it('differs from another one', () => {
    fc.assert(
      fc.property(coefficients, fc.nat(4), fc.integer({ min: 1, max: 9 }), (all, power, change) => {
        const text = sum(all.map((c, n) => `${c}x^${n}`))
        expect(compareMath(text, `${text}+${change}x^${power}`).same).toBe(false)
      }),
    )
  })

  it('is the same set of roots in any order', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: -99, max: 99 }), { minLength: 2, maxLength: 6 }), (roots) => {
        const set = `\\{${roots.join(', ')}\\}`
        expect(compareMath(set, `\\{${[...roots].reverse().join(',')}\\}`).same).toBe(true)
        expect(compareMath(set, `\\{${roots.slice(1).join(',')}\\}`).same).toBe(false)
      }),
    )
  })
})

describe('a verifier by equivalence', () => {
  const leaves = (answer: string, equivalent?: string[]) =>
    runVerifier(
      visitOf(verifier, {
        settings: { method: 'equivalence', undecided: 'fail' },
        problem: { answer, checks: equivalent === undefined ? null : { equivalent } },
      }).visit,
    )

  it('passes what is equivalent to one of several, and fails what differs from all', () => {
    expect(leaves('\\boxed{0.5}', ['3', '1/2'])).toMatchObject({ leave: 'pass' })
    expect(leaves('0.6', ['3', '1/2'])).toMatchObject({
      leave: 'fail',
      why: 'it is equivalent to no accepted expression',
    })
  })

  it('says why it could not decide', () => {
    expect(leaves('a cat', ['1/2'])).toMatchObject({ leave: 'fail', why: expect.stringMatching(/^undecided: “a cat”/) })
    expect(leaves('1/2')).toMatchObject({ why: 'undecided: the problem lists no accepted expressions' })
  })
})
