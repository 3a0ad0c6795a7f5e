import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CallSource } from '../connection'
import type { Verdict } from '../report'
import { CallsFold, type MeasuredCall } from './calls-fold'
import { nearestRank } from './percentile'

const call: fc.Arbitrary<MeasuredCall> = fc.record({
  nodeId: fc.constantFrom('fast', 'slow', 'judge'),
  source: fc.constantFrom<CallSource>('live', 'recorded'),
  connection: fc.constantFrom('here', 'there'),
  model: fc.constantFrom('m', 'n'),
  // Whole cents and milliseconds: their sums are exact in any order.
  usd: fc.option(fc.nat(1000), { freq: 40 }),
  latencyMs: fc.option(fc.nat(1000), { freq: 40 }),
})
const problem = fc.record({
  calls: fc.array(call, { maxLength: 5 }),
  verdict: fc.option(fc.constantFrom<Verdict>('correct', 'wrong', 'abstained', 'failed'), { freq: 5 }),
})

interface Told extends MeasuredCall {
  ordinal: number
  verdict: Verdict | null
}

const sumOf = (of: readonly Told[]): number | null =>
  of.some(({ usd }) => usd === null) ? null : of.reduce((sum, { usd }) => sum + (usd ?? 0), 0)

const percentileOf = (of: readonly Told[], p: number): number | null => {
  if (of.some(({ latencyMs }) => latencyMs === null)) return null
  return nearestRank(Float64Array.from(of, ({ latencyMs }) => latencyMs ?? 0).sort(), p) ?? null
}

function accuracyOf(of: readonly Told[]): number | null {
  const verdicts = new Map(of.map(({ ordinal, verdict }) => [ordinal, verdict]))
  const finished = [...verdicts.values()].filter((verdict) => verdict !== null)
  return finished.length === 0 ? null : finished.filter((verdict) => verdict === 'correct').length / finished.length
}

describe('what the calls of a run came to', () => {
  it('is told one after another as over all of them', () => {
    fc.assert(
      fc.property(fc.array(problem, { maxLength: 40 }), (problems) => {
        const all = problems.flatMap(({ calls, verdict }, ordinal): Told[] =>
          calls.map((one) => ({ ...one, ordinal, verdict })),
        )
        const fold = new CallsFold()
        for (const one of all) fold.add(one, one.ordinal, one.verdict)
        const grouped = (key: (one: Told) => string) =>
          [...new Set(all.map(key))].map((name): [string, Told[]] => [name, all.filter((one) => key(one) === name)])
        const byNode = grouped(({ nodeId }) => nodeId).map(([id, some]) => [
          id,
          { usd: sumOf(some), accuracy: accuracyOf(some), p95Ms: percentileOf(some, 0.95) },
        ])
        expect(fold.nodes()).toEqual(Object.fromEntries(byNode))
        const byModel = grouped(({ connection, model }) => `${connection} ${model}`).map(([name, some]) => {
          const [connection, model] = name.split(' ')
          const times = { p50Ms: percentileOf(some, 0.5), p95Ms: percentileOf(some, 0.95) }
          return { connection, model, calls: some.length, usd: sumOf(some), ...times }
        })
        expect(fold.models()).toEqual(byModel.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)))
        const counts = grouped(({ source }) => source).map(([source, some]) => [source, some.length])
        expect(fold.sources()).toEqual(Object.fromEntries(counts))
      }),
    )
  })

  it('has the percentiles of very many calls', () => {
    const fold = new CallsFold()
    const one = { source: 'recorded' as const, connection: 'here', model: 'm', usd: 1 }
    for (let n = 0; n < 50_000; n++)
      fold.add({ ...one, nodeId: n % 3 === 0 ? 'a' : 'b', latencyMs: (n * 7919) % 50_000 }, n, 'correct')
    expect(fold.models()).toEqual([
      { connection: 'here', model: 'm', calls: 50_000, usd: 50_000, p50Ms: 24_999, p95Ms: 47_499 },
    ])
  })
})
