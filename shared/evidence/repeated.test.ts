import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placeOf } from '../repeats'
import { Draws } from './draws'
import { wilsonInterval } from './interval'
import { clusteredInterval, passAtK, passHatK, RightWalks } from './repeated'

const problem = fc
  .integer({ min: 1, max: 9 })
  .chain((walks) => fc.tuple(fc.integer({ min: 0, max: walks }), fc.constant(walks)))
const problems = fc.array(problem, { minLength: 1, maxLength: 40 })
const columns = (of: readonly (readonly [number, number])[]) =>
  [of.map(([right]) => right), of.map(([, walks]) => walks)] as const

describe('the interval of a share of walks', () => {
  it('is Wilson’s where each problem is walked once', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1), { minLength: 1, maxLength: 200 }), (right) => {
        const correct = right.reduce((sum, one) => sum + one, 0)
        expect(
          clusteredInterval(
            right,
            right.map(() => 1),
          ),
        ).toEqual(wilsonInterval(correct, right.length))
      }),
    )
  })

  it('is as wide as that of the problems where their walks all say the same, and never wider', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(1), { minLength: 1, maxLength: 100 }),
        fc.integer({ min: 2, max: 10 }),
        (right, walks) => {
          const correct = right.reduce((sum, one) => sum + one, 0)
          const [low, high] = clusteredInterval(
            right.map((one) => one * walks),
            right.map(() => walks),
          ) ?? [0, 0]
          const [from, to] = wilsonInterval(correct, right.length) ?? [0, 0]
          expect(low).toBeCloseTo(from, 9)
          expect(high).toBeCloseTo(to, 9)
        },
      ),
    )
  })

  it('holds the share, and lies between those of as many problems and of as many walks', () => {
    fc.assert(
      fc.property(problems, (of) => {
        const [right, walks] = columns(of)
        const [correct, total] = [right.reduce((a, b) => a + b), walks.reduce((a, b) => a + b)]
        const [low, high] = clusteredInterval(right, walks) ?? [0, 0]
        const width = (interval: [number, number] | null) => (interval?.[1] ?? 0) - (interval?.[0] ?? 0)
        const share = correct / total
        expect(low).toBeLessThanOrEqual(share + 1e-12)
        expect(high).toBeGreaterThanOrEqual(share - 1e-12)
        const wide = width(wilsonInterval(share * of.length, of.length))
        expect(high - low).toBeLessThanOrEqual(wide + 1e-9)
        if (correct > 0 && correct < total)
          expect(high - low).toBeGreaterThanOrEqual(width(wilsonInterval(correct, total)) - 1e-9)
      }),
    )
  })

  it('holds the true share of alike walks in about 95 of 100 samples, where Wilson’s over all walks does so in far fewer', () => {
    const draws = new Draws(5)
    const [samples, size, repeats] = [2000, 60, 5]
    let [clustered, naive] = [0, 0]
    for (let sample = 0; sample < samples; sample++) {
      // Most problems are nearly always or nearly never right; the mean is 0.5.
      const right = Array.from({ length: size }, () =>
        draws.binomial(repeats, [0.03, 0.1, 0.5, 0.9, 0.97][draws.below(5)] ?? 0),
      )
      const holds = (interval: [number, number] | null) =>
        Number(interval !== null && interval[0] <= 0.5 && interval[1] >= 0.5)
      clustered += holds(
        clusteredInterval(
          right,
          right.map(() => repeats),
        ),
      )
      naive += holds(
        wilsonInterval(
          right.reduce((a, b) => a + b),
          size * repeats,
        ),
      )
    }
    expect(clustered / samples).toBeGreaterThan(0.935)
    expect(clustered / samples).toBeLessThan(0.97)
    expect(naive / samples).toBeLessThan(0.8)
  })
})

describe('walks counted by problem', () => {
  it('tell how many problems were right how often, whatever the order, and leave out those that are not through', () => {
    const verdicts = fc.array(fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 90 })
    fc.assert(
      fc.property(verdicts, fc.boolean(), (of, isStopped) => {
        const repeats = { repeats: 4, width: 100 }
        const tally = new RightWalks(repeats)
        const walks = of.flatMap((all, ordinal) =>
          all.map((right, repeat) => ({ place: placeOf(ordinal, repeat, repeats), right })),
        )
        if (isStopped)
          walks.splice(
            walks.findIndex(({ place }) => place === placeOf(0, 3, repeats)),
            1,
          )
        for (const { place, right } of walks.toSorted((a, b) => (b.place % 7) - (a.place % 7))) tally.add(place, right)
        const through = isStopped ? of.slice(1) : of
        const times = [0, 1, 2, 3, 4].map((n) => through.filter((all) => all.filter(Boolean).length === n).length)
        expect(tally.now()).toMatchObject({ problems: of.length, repeated: { repeats: 4, rightTimes: times } })
      }),
    )
  })
})

describe('pass@k and pass^k', () => {
  it('are the shares of all ways to draw k walks in which one is right, or all are', () => {
    for (const right of [0, 1, 2, 4, 6]) {
      const walks = Array.from({ length: 6 }, (_, at) => at < right)
      for (const k of [1, 2, 3, 6]) {
        const ways = drawn(walks, k)
        const repeated = { repeats: 6, rightTimes: [0, 1, 2, 3, 4, 5, 6].map((n) => Number(n === right)) }
        expect(passAtK(repeated, k)).toBeCloseTo(ways.filter((way) => way.includes(true)).length / ways.length, 12)
        expect(passHatK(repeated, k)).toBeCloseTo(ways.filter((way) => !way.includes(false)).length / ways.length, 12)
      }
    }
  })

  it('of one walk are accuracy, and unknown without problems', () => {
    expect(passAtK({ repeats: 2, rightTimes: [1, 1, 2] }, 1)).toBeCloseTo(5 / 8, 12)
    expect(passHatK({ repeats: 2, rightTimes: [1, 1, 2] }, 1)).toBeCloseTo(5 / 8, 12)
    expect(passAtK({ repeats: 2, rightTimes: [0, 0, 0] }, 1)).toBeNull()
  })

  it('are without bias: on average over samples they are what the chances say', () => {
    const draws = new Draws(3)
    const [chance, repeats] = [0.3, 5]
    let [at, hat] = [0, 0]
    const rounds = 20_000
    for (let round = 0; round < rounds; round++) {
      const right = draws.binomial(repeats, chance)
      const repeated = { repeats, rightTimes: [0, 1, 2, 3, 4, 5].map((n) => Number(n === right)) }
      at += passAtK(repeated, 3) ?? 0
      hat += passHatK(repeated, 3) ?? 0
    }
    expect(at / rounds).toBeCloseTo(1 - 0.7 ** 3, 1.7)
    expect(hat / rounds).toBeCloseTo(0.3 ** 3, 1.7)
  })
})

function drawn(walks: readonly boolean[], k: number): boolean[][] {
  if (k === 0) return [[]]
  return walks.flatMap((walk, at) => drawn(walks.slice(at + 1), k - 1).map((rest) => [walk, ...rest]))
}
