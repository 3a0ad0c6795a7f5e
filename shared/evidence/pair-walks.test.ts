import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Draws } from './draws'
import { pairRuns } from './pair-columns'
import { pairWalks, shareDifferences, type Walked, type WalkedSide } from './pair-walks'
import { problemsNeededByMeans } from './problems-needed'
import { allRows, type RunColumns } from './run-columns'
import { signFlipTest } from './whole-sign-flip'

interface Walk {
  right: boolean
  usd: number
}

function columnsOf(walks: readonly Walk[]): RunColumns {
  const usd = Float64Array.from(walks, (walk) => walk.usd)
  const nothing = new Float64Array(walks.length)
  return {
    ordinals: Uint32Array.from(walks, (_, at) => at),
    verdicts: Uint8Array.from(walks, ({ right }) => (right ? 0 : 1)),
    usd,
    billedUsd: nothing,
    savedUsd: nothing,
    latencyMs: nothing,
    escalated: new Uint8Array(walks.length),
  }
}

function sideOf(problems: readonly (readonly Walk[])[]): WalkedSide {
  const columns = columnsOf(problems.flat())
  const starts = new Uint32Array(problems.length + 1)
  for (const [at, walks] of problems.entries()) starts[at + 1] = (starts[at] ?? 0) + walks.length
  return { columns, rows: allRows(columns), starts }
}

const walk = fc.record({ right: fc.boolean(), usd: fc.double({ min: 0.01, max: 1, noNaN: true }) })
const single = fc.array(
  walk.map((one) => [one]),
  { minLength: 1, maxLength: 30 },
)
const share = (walks: readonly Walk[]) => walks.filter(({ right }) => right).length / walks.length
const meanUsd = (walks: readonly Walk[]) => walks.reduce((sum, { usd }) => sum + usd, 0) / walks.length

describe('two runs compared by the walks of each problem', () => {
  it('that walk each problem once are compared as ever', () => {
    fc.assert(
      fc.property(single, single, (one, two) => {
        const problems = Math.min(one.length, two.length)
        const [first, second] = [sideOf(one.slice(0, problems)), sideOf(two.slice(0, problems))]
        const { test, ...walks } = pairWalks(first, second)
        const { test: mcnemar, p, ...runs } = pairRuns(first, second)
        expect([test, mcnemar]).toEqual(['signFlip', 'mcnemar'])
        expect(walks.p).toBeCloseTo(p, 10)
        const { both, onlyFirst, onlySecond, neither } = runs
        expect(walks).toMatchObject({ problems, both, onlyFirst, onlySecond, neither })
        expect(walks.accuracy.difference).toBeCloseTo(runs.accuracy.difference ?? 0, 12)
        expect(walks.usdPerProblem.difference).toBeCloseTo(runs.usdPerProblem.difference ?? 0, 12)
      }),
      { numRuns: 25 },
    )
  })

  it('differ by the mean over problems of the shares of right walks and of the mean costs, however often each was walked', () => {
    const several = fc.array(walk, { minLength: 1, maxLength: 4 })
    const pairs = fc.array(fc.tuple(several, several), { minLength: 2, maxLength: 20 })
    fc.assert(
      fc.property(pairs, (of) => {
        const [one, two] = [of.map(([first]) => first), of.map(([, second]) => second)]
        const paired = pairWalks(sideOf(one), sideOf(two))
        const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
        expect(paired.accuracy.difference).toBeCloseTo(mean(of.map(([a, b]) => share(b) - share(a))), 10)
        expect(paired.usdPerProblem.difference).toBeCloseTo(mean(of.map(([a, b]) => meanUsd(b) - meanUsd(a))), 10)
        const [low, high] = paired.accuracy.interval ?? [0, 0]
        expect(low).toBeLessThanOrEqual(high)
        expect(paired.onlyFirst).toBe(of.filter(([a, b]) => share(a) > share(b)).length)
        expect(paired.both + paired.onlyFirst + paired.onlySecond + paired.neither).toBe(of.length)
      }),
      { numRuns: 25 },
    )
  })

  it('that are equally often right on every problem do not differ at all', () => {
    const third = (right: boolean[]) => right.map((is) => ({ right: is, usd: 0.1 }))
    const one = sideOf([third([true, false, false]), third([true, true, false])])
    const two = sideOf([third([false, true, false]), third([true, false, true])])
    const { accuracy, p, variance, onlyFirst, onlySecond } = pairWalks(one, two)
    expect({ accuracy: accuracy.difference, interval: accuracy.interval, p, variance, onlyFirst, onlySecond }).toEqual({
      accuracy: 0,
      interval: [0, 0],
      p: 1,
      variance: 0,
      onlyFirst: 0,
      onlySecond: 0,
    })
  })

  it('tell no dollars where one is not known', () => {
    const one = sideOf([
      [
        { right: true, usd: Number.NaN },
        { right: true, usd: 1 },
      ],
    ])
    const two = sideOf([[{ right: false, usd: 1 }]])
    expect(pairWalks(one, two).usdPerProblem.difference).toBeNull()
  })
})

/** How often two designs that are equally good are called different, of so many pairs of runs. */
function falseAlarms(repeats: readonly [number, number], problems: number): number {
  const draws = new Draws(11)
  const rounds = 2000
  const chances = [0.05, 0.3, 0.5, 0.8, 0.95]
  let alarms = 0
  for (let round = 0; round < rounds; round++) {
    const hardness = Array.from({ length: problems }, () => chances[draws.below(chances.length)] ?? 0)
    const side = (walks: number): Walked[] =>
      hardness.map((chance) => ({ right: draws.binomial(walks, chance), walks, usd: 0 }))
    const { differences } = shareDifferences(side(repeats[0]), side(repeats[1]))
    if (signFlipTest(differences, round).p < 0.05) alarms += 1
  }
  return alarms / rounds
}

it('problems that would tell are planned by how much their shares differ and vary', () => {
  // (1.95996 + 0.84162)² × 0.25 ÷ 0.05² = 784.9; for five comparisons that are open z is 2.57583.
  expect(problemsNeededByMeans(200, 0.05, 0.25)).toEqual({ total: 785, more: 585 })
  expect(problemsNeededByMeans(200, -0.05, 0.25, 5)).toEqual({ total: 1168, more: 968 })
  expect(problemsNeededByMeans(200, 0, 0.25)).toBeNull()
})

describe('runs that differ only by chance', () => {
  it.each([
    [[1, 1], 60],
    [[3, 3], 60],
    [[5, 5], 40],
    [[1, 5], 60],
    [[2, 7], 80],
  ] as const)('walked %j times are called different in at most about 5 of 100 cases', (repeats, problems) => {
    // Of 2,000 rounds at 5 %: at most 6.5 % in 999 of 1,000 cases.
    expect(falseAlarms(repeats, problems)).toBeLessThan(0.065)
  })
})
