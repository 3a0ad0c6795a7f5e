import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Paired } from '../comparison'
import { perThousand } from '../money-unit'
import { mcnemarP } from './mcnemar'
import { bootstrapPairs } from './paired-bootstrap'
import { accuracyTold, describePair, doubtOf, pairedOn } from './paired-words'
import { problemsNeeded } from './problems-needed'
import { signFlipP } from './sign-flip'

interface Counts {
  both?: number
  onlyBaseline: number
  onlyRun: number
  neither?: number
}

/** Two designs that cost so much for each problem, the second's costs varying a little. */
function pairOf({ both = 0, onlyBaseline, onlyRun, neither = 0 }: Counts, baselineUsd: number, runUsd: number): Paired {
  const verdicts = [
    ...Array<[boolean, boolean]>(both).fill([true, true]),
    ...Array<[boolean, boolean]>(onlyBaseline).fill([true, false]),
    ...Array<[boolean, boolean]>(onlyRun).fill([false, true]),
    ...Array<[boolean, boolean]>(neither).fill([false, false]),
  ]
  const pairs = verdicts.map(([firstCorrect, secondCorrect], at) => ({
    firstCorrect,
    secondCorrect,
    firstUsd: baselineUsd,
    secondUsd: runUsd * (at % 2 === 0 ? 0.9 : 1.1),
  }))
  const { problems, ...differences } = bootstrapPairs(pairs, { seed: 1 })
  return {
    runId: 'run',
    baselineId: 'base',
    problems,
    both,
    onlyBaseline,
    onlyRun,
    neither,
    test: 'mcnemar',
    ...differences,
    pAccuracy: mcnemarP(onlyBaseline, onlyRun),
    pCost: signFlipP(Float64Array.from(pairs, ({ firstUsd, secondUsd }) => secondUsd - firstUsd)),
    needed: problemsNeeded(problems, onlyBaseline, onlyRun),
  }
}

const context = { baselineUsd: 0.01, unit: perThousand, comparisons: 1 }

describe('two designs in words', () => {
  it('one better and cheaper', () => {
    const pair = pairOf({ both: 800, onlyBaseline: 20, onlyRun: 51, neither: 129 }, 0.01, 0.006)
    const { tone, headline, detail } = describePair(pair, context)
    expect([tone, headline]).toEqual(['better', 'Right more often, and costs 40 % less.'])
    expect(detail).toMatch(
      /^Right on 31 problems more, 95 % between 1\d and 4\d\. It costs \$4\.00 less per 1,000 problems, 95 % between \$3\.9\d and \$4\.0\d\.$/,
    )
  })

  it('one cheaper and a little worse', () => {
    const pair = pairOf({ both: 8000, onlyBaseline: 231, onlyRun: 181, neither: 1588 }, 0.0691, 0.0307)
    const { tone, headline, detail } = describePair(pair, { ...context, baselineUsd: 0.0691 })
    expect([tone, headline]).toEqual(['trade', 'Costs 56 % less for 0.5 points fewer right.'])
    expect(detail).toMatch(/^Right on 50 problems fewer, 95 % between \d+ and \d+\./)
  })

  it('a difference that may be chance is not told as one', () => {
    const pair = pairOf({ both: 8000, onlyBaseline: 200, onlyRun: 230, neither: 1570 }, 0.01, 0.006)
    const { tone, headline, detail } = describePair(pair, context)
    expect(tone).toBe('open')
    expect(headline).toBe('Costs 40 % less; whether it is right as often cannot be told yet.')
    expect(detail).toMatch(
      /Right on 30 problems more, 95 % between \d+ fewer and \d+ more: it may be chance \(p = 0\.16\)\. About 28,000 more problems would be needed to tell 0\.3 points apart\./,
    )
  })

  it('many comparisons at once are corrected for, and that is said', () => {
    const pair = { ...pairOf({ onlyBaseline: 20, onlyRun: 40, both: 900 }, 0.01, 0.01), pAccuracy: 0.12 }
    expect(describePair(pair, { ...context, comparisons: 9 }).detail).toContain(
      'it may be chance (p = 0.12, corrected for 9 comparisons)',
    )
  })

  it('designs that are right on the same problems', () => {
    expect(describePair(pairOf({ both: 70, onlyBaseline: 0, onlyRun: 0, neither: 30 }, 0, 0), context)).toEqual({
      tone: 'same',
      headline: 'Right on exactly the same problems.',
      detail: 'Of 100 problems there is none on which only one is right. It costs the same.',
    })
  })

  it('equally many right answers: no number of problems would do', () => {
    const { headline, detail } = describePair(pairOf({ onlyBaseline: 10, onlyRun: 10, both: 80 }, 0, 0), context)
    expect(headline).toBe('The two cannot be told apart yet.')
    expect(detail).toContain('No number of problems tells designs apart that are right equally often.')
  })

  describe('where problems are walked several times', () => {
    const shares = (difference: number, interval: [number, number], pAccuracy: number): Paired => ({
      ...pairOf({ both: 120, onlyBaseline: 30, onlyRun: 40, neither: 10 }, 0.01, 0.01),
      test: 'signFlip',
      accuracy: { difference, interval },
      pAccuracy,
    })

    it('tells shares of right walks, and by which test', () => {
      const { headline, detail } = describePair(shares(0.042, [0.01, 0.0742], 0.01), context)
      expect(headline).toMatch(/^Right more often, by 4\.2 points\.$/)
      expect(detail).toMatch(/^Right 4\.2 points more often, 95 % between 1\.0 and 7\.4\. /)
      const open = describePair(shares(-0.012, [-0.033, 0.009], 0.31), { ...context, comparisons: 3 })
      expect(open.detail).toContain(
        'Right 1.2 points less often, 95 % between 3.3 less often and 0.9 more often: it may be chance (p = 0.31, exact sign-flip test, corrected for 3 comparisons).',
      )
      expect(describePair(shares(-0.05, [-0.08, -0.02], 0.001), context).detail).toContain(
        'Right 5.0 points less often, 95 % between 2.0 and 8.0.',
      )
    })

    it('says who was right more often by the shares, not by the number of problems', () => {
      const pair = { ...shares(-0.05, [-0.08, -0.02], 0.001), onlyRun: 40, onlyBaseline: 30 }
      expect(accuracyTold(pair)).toBe('less')
    })

    it('finds no difference where both are right equally often on each', () => {
      const pair = { ...shares(0, [0, 0], 1), onlyRun: 0, onlyBaseline: 0 }
      const { headline, detail } = describePair(pair, context)
      expect(headline).toMatch(/^Right equally often on every problem/)
      expect(detail).toMatch(/^Of 200 problems there is none on which one is right more often\./)
      expect(pairedOn(pair)).toBe('200 problems, each by the share of its walks that are right (exact sign-flip test)')
    })
  })

  it('dollars that are not known are not told', () => {
    const unknown = { difference: null, interval: null }
    const pair = { ...pairOf({ onlyBaseline: 0, onlyRun: 50 }, 1, 1), usdPerProblem: unknown, pCost: null }
    const { headline, detail } = describePair(pair, context)
    expect(headline).toBe('Right more often, by 100.0 points.')
    expect(detail).toContain('What the two cost is not known in full.')
  })

  it('what still costs something is never said to cost nothing', () => {
    const headlineAt = (runUsd: number) =>
      describePair(pairOf({ both: 500, onlyBaseline: 200, onlyRun: 10 }, 0.0367, runUsd), {
        ...context,
        baselineUsd: 0.0367,
      }).headline
    expect(headlineAt(0.000367)).toBe('Costs 99 % less for 26.8 points fewer right.')
    expect(headlineAt(0.000025)).toBe('Costs 99.93 % less for 26.8 points fewer right.')
    expect(headlineAt(0.00000001)).toBe('Costs over 99.99 % less for 26.8 points fewer right.')
    expect(headlineAt(0)).toBe('Costs nothing for 26.8 points fewer right.')
    expect(headlineAt(1e-18)).toBe('Costs nothing for 26.8 points fewer right.')
  })

  it('one that is never right is no bargain', () => {
    const pair = pairOf({ both: 0, onlyBaseline: 200, onlyRun: 0, neither: 10 }, 0.01, 0)
    const { tone, headline } = describePair(pair, context)
    expect([tone, headline]).toEqual(['worse', 'It is right on none of them.'])
  })

  it('what may be chance is a doubt in what a change is worth', () => {
    const better = pairOf({ both: 800, onlyBaseline: 20, onlyRun: 51, neither: 129 }, 0.01, 0.006)
    expect(doubtOf(better)).toBe(null)
    expect(doubtOf({ ...better, pAccuracy: 0.4 })).toBe('That rests on a difference in accuracy that may be chance.')
    expect(doubtOf({ ...better, pAccuracy: 0.4, pCost: 0.2 })).toBe(
      'That rests on a difference in accuracy and in cost that may be chance.',
    )
  })

  it('a much dearer design costs so many times as much', () => {
    const pair = pairOf({ both: 500, onlyBaseline: 10, onlyRun: 200 }, 0.001, 0.012)
    expect(describePair(pair, { ...context, baselineUsd: 0.001 }).headline).toMatch(
      /^Costs 12 times as much for 26\.8 points more right\.$/,
    )
  })

  it('never call accuracy different above the level, whatever the counts', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.nat(60), fc.nat(60), (both, onlyBaseline, onlyRun) => {
        fc.pre(both + onlyBaseline + onlyRun > 0)
        const pair = pairOf({ both, onlyBaseline, onlyRun }, 0, 0)
        const { headline } = describePair(pair, context)
        expect(/more often|less often|right on none/.test(headline)).toBe((pair.pAccuracy ?? 1) < 0.05)
      }),
      { numRuns: 1000 },
    )
  })
})
