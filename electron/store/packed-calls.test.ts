import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CallRecord } from '../../shared/run-record'
import { addRun, resultRow, temporaryStore } from './store.fixture'

const unknownOr = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value)
const number = unknownOr(fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0))
const tokens = unknownOr(fc.nat())
// Half of a character that takes two is no text: no column brings it back as it was.
const text = fc.string({
  unit: fc.oneof(fc.constantFrom('"', '\\', '\u0000', '\n', '\u2028'), fc.string({ unit: 'grapheme' })),
})

const usage = fc.oneof(
  fc.record({ inputTokens: tokens, outputTokens: tokens }),
  fc.record({
    inputTokens: tokens,
    outputTokens: tokens,
    cacheReadTokens: fc.nat(),
    cacheWriteTokens: fc.nat(),
    reasoningTokens: fc.nat(),
  }),
)

const call: fc.Arbitrary<Omit<CallRecord, 'seq'>> = fc.record({
  written: fc.constant(false),
  // A call that was meant for a provider has a row of its own; both must tell the same.
  source: fc.constantFrom('live', 'recorded', 'simulated', 'review'),
  state: fc.constantFrom('done', 'failed'),
  nodeId: fc.constantFrom('fast', 'slow'),
  role: fc.constant('role'),
  connection: fc.constantFrom('recorded', 'here'),
  model: fc.constantFrom('m', 'n'),
  sample: fc.nat(9),
  usage,
  usd: number,
  billedUsd: number,
  quote: fc.constant(null),
  latencyMs: number,
  answer: unknownOr(text),
  confidence: number,
  meanLogprob: number,
  failure: unknownOr(fc.record({ reason: fc.constantFrom('timeout', 'provider'), message: text })),
  requestId: fc.constant(null),
})

describe('the calls of a problem', () => {
  it('come back as they were, whether they are kept in its row or in rows of their own', () => {
    const answer = unknownOr(text)
    fc.assert(
      fc.property(fc.array(call, { maxLength: 4 }), answer, fc.boolean(), (some, own, repeatsIt) => {
        const store = temporaryStore({ file: ':memory:' })
        const runId = addRun(store)
        const calls = some.map((one, seq): CallRecord => ({ ...one, seq, ...(repeatsIt && { answer: own }) }))
        store.results.append(runId, [resultRow(0, { answer: own, calls }), resultRow(1)])
        expect(store.problems.find(runId, 0)?.calls).toEqual(calls.map(asStored))
        expect(store.problems.find(runId, 1)?.calls).toEqual([])
        expect([...store.exportRows.calls(runId)].map(({ seq }) => seq)).toEqual(calls.map(({ seq }) => seq))
        const counts = Object.values(store.calls.sources(runId)).reduce((sum, count) => sum + count, 0)
        expect(counts).toBe(calls.length)
        store.close()
      }),
      { numRuns: 200 },
    )
  })

  it('of which one has half a character tell the rest of it', () => {
    const store = temporaryStore()
    const runId = addRun(store)
    const [record] = fc.sample(call, { numRuns: 1, seed: 1 })
    if (record === undefined) throw new Error('there is one')
    const calls: CallRecord[] = [{ ...record, seq: 0, source: 'recorded', failure: null, answer: 'a\ud83d b' }]
    store.results.append(runId, [resultRow(0, { calls })])
    expect(store.problems.find(runId, 0)?.calls).toMatchObject([{ answer: 'a\ufffd b' }])
  })
})

/** As `store.problems` tells a call. */
function asStored({ seq, usage, failure, quote: _quote, written: _written, ...rest }: CallRecord): unknown {
  const { cacheReadTokens = null, cacheWriteTokens = null, reasoningTokens = null, ...counted } = usage
  return {
    ...rest,
    ...counted,
    seq,
    cacheReadTokens,
    cacheWriteTokens,
    reasoningTokens,
    failure: failure === null ? null : `${failure.reason}: ${failure.message}`,
    request: null,
    reservedUsd: null,
    requestId: null,
    sentAt: null,
  }
}
