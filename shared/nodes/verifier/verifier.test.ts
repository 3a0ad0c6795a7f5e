import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Checks } from '../../dataset'
import { type FixtureOptions, visitOf } from '../visit.fixture'
import { checkNumeric } from './check'
import { verifier } from './verifier.kind'
import { runVerifier } from './verifier.run'

const leaves = (options: FixtureOptions<typeof verifier>) => runVerifier(visitOf(verifier, options).visit)

describe('by allowed answers', () => {
  const settings = { method: 'exact' } as const
  const checks = { exact: ['A', 'B'] }

  it('passes one of them, in capitals or not', () => {
    expect(leaves({ settings, problem: { answer: ' b. ', checks } })).toMatchObject({
      leave: 'pass',
      set: { verified: 'pass' },
    })
  })

  it.each(['The answer is (B).', 'So \\boxed{\\text{B}}', '(B)', '**Answer:** B'])(
    'passes what states one of them: “%s”',
    (answer) => {
      for (const caseSensitive of [true, false])
        expect(leaves({ settings: { ...settings, caseSensitive }, problem: { answer, checks } })).toMatchObject({
          leave: 'pass',
        })
    },
  )

  it('fails any other', () => {
    expect(leaves({ settings, problem: { answer: 'C', checks } })).toMatchObject({
      leave: 'fail',
      set: { verified: 'fail' },
    })
  })

  it('minds capitals where they matter', () => {
    expect(leaves({ settings: { ...settings, caseSensitive: true }, problem: { answer: 'b', checks } })).toMatchObject({
      leave: 'fail',
    })
  })
})

describe('by number', () => {
  it.each([
    ['a value within the tolerance', { value: 0.333333 }, '1/3', 'pass'],
    ['a value beyond it', { value: 0.33 }, '1/3', 'fail'],
    ['a range', { min: 0, max: 6 }, '6', 'pass'],
    ['a number above the range', { min: 0, max: 6 }, '7', 'fail'],
    ['a number below the range', { min: 0, max: 6 }, '-1', 'fail'],
    ['a whole number', { integer: true }, '1,000', 'pass'],
    ['a broken number', { integer: true }, '2.5', 'fail'],
    ['a root of the equation', { polynomial: { coefficients: [5, 3], equals: 20 } }, '5', 'pass'],
    ['the other root of a quadratic', { polynomial: { coefficients: [6, -5, 1], equals: 0 } }, '3', 'pass'],
    ['no root', { polynomial: { coefficients: [5, 3], equals: 20 } }, '6', 'fail'],
    ['words', { min: 0 }, 'seven', 'fail'],
    ['a sentence by the number that it states', { value: 18 }, '9 + 9 = 18.\nThe answer is $18.', 'pass'],
    ['a sentence that states another', { value: 9 }, '9 + 9 = 18.\n#### 18', 'fail'],
  ])('judges %s', (_, numeric, answer, port) => {
    expect(leaves({ settings: { method: 'numeric' }, problem: { answer, checks: { numeric } } })).toMatchObject({
      leave: port,
    })
  })

  it('never passes an answer outside the range, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.integer({ min: -100, max: 100 }),
        (x, low) => {
          const { ok } = checkNumeric(String(x), { numeric: { min: low, max: low + 10 } }, 0)
          expect(ok).toBe(x >= low && x <= low + 10)
        },
      ),
    )
  })
})

describe('where it cannot decide', () => {
  it('passes a problem with nothing to check by, and says that it is undecided', () => {
    expect(leaves({ problem: { answer: '5' } })).toMatchObject({
      leave: 'pass',
      why: expect.stringMatching(/^undecided/),
    })
  })

  it.each([
    ['a text that cannot be read as mathematics', 'equivalence', 'as I said above', { equivalent: ['x+1'] }],
    ['a quantity that may be meant otherwise', 'equivalence', '50 %', { equivalent: ['50'] }],
    ['an answer beyond the limits of a schema', 'schema', `${'['.repeat(200)}${']'.repeat(200)}`, { schema: {} }],
    ['a text too long to match', 'regex', 'x'.repeat(1_000_001), {}],
  ] as const)('fails %s: nothing has verified it', (_, method, answer, checks) => {
    const problem = { answer, checks: checks as Checks }
    const undecided = expect.stringMatching(/^undecided/)
    expect(leaves({ settings: { method, pattern: 'x' }, problem })).toMatchObject({ leave: 'fail', why: undecided })
    expect(leaves({ settings: { method, pattern: 'x', undecided: 'pass' }, problem })).toMatchObject({ leave: 'pass' })
  })

  it.each(['exact', 'numeric', 'equivalence', 'schema', 'tests', 'key'] as const)(
    'passes by “%s” a problem that carries no such check',
    (method) => {
      expect(leaves({ settings: { method }, problem: { answer: '5' } })).toMatchObject({ leave: 'pass' })
    },
  )

  it('fails where it is set to', () => {
    expect(leaves({ settings: { undecided: 'fail' }, problem: { answer: '5' } })).toMatchObject({ leave: 'fail' })
  })
})

it('fails a problem without an answer, checks or none', () => {
  expect(leaves({})).toMatchObject({ leave: 'fail' })
})

describe('with two retries', () => {
  const problem = { answer: 'x', checks: { numeric: { min: 0 } } }

  it.each([
    [0, 'retry'],
    [1, 'retry'],
    [2, 'fail'],
  ])('after %i earlier visits a failed answer leaves by %s', (visit, port) => {
    expect(leaves({ settings: { attempts: 2 }, problem, ctx: { visit } })).toMatchObject({ leave: port })
  })
})

it('needs its retry port connected only where it may retry', () => {
  const settings = verifier.settings.parse({ attempts: 1 })
  expect(verifier.optional?.(settings)).toEqual([])
  expect(verifier.optional?.({ ...settings, attempts: 0 })).toEqual(['retry'])
  expect(verifier.bounded?.(settings)).toEqual({ port: 'retry', times: 1 })
})
