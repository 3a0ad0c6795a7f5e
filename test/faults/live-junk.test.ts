import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeLiveConnection } from '../../electron/connections/live-connection'
import { type FakeProvider, startFakeProvider } from '../setup/fake-provider'
import { askedOf, eventsOf, type Wire } from '../setup/fake-provider-wires'
import { liveCall, quoted } from '../setup/live-call'

let fake: FakeProvider
beforeAll(async () => {
  fake = await startFakeProvider()
})
afterAll(() => fake.close())

const answer = {
  text: 'It is forty-two.',
  thinking: 'Six sevens.',
  refusal: 'no',
  inputTokens: 9,
  outputTokens: 4,
  logprobs: [-0.5],
}

const wires = {
  messages: { kind: 'anthropic', path: '' },
  responses: { kind: 'openai', api: 'responses', path: '/v1' },
  chat: { kind: 'compatible', path: '/v1' },
} as const

/** The proper events of a stream, as values. */
function properEvents(wire: Wire): unknown[] {
  const request = { model: 'm', stream: true, stream_options: { include_usage: true }, include: [], logprobs: true }
  return eventsOf(askedOf(wire, request), answer).flatMap((text) => {
    const data = /^data: (\{.*\})$/m.exec(text)?.[1]
    return data === undefined ? [] : [JSON.parse(data)]
  })
}

/** The same value with junk in place of one of its parts: the `turns` say which way to go down at each level. */
function spoil(value: unknown, turns: readonly number[], junk: unknown): unknown {
  const [turn, ...rest] = turns
  if (typeof value !== 'object' || value === null || turn === undefined) return junk
  const names = Object.keys(value)
  const name = names[turn % Math.max(1, names.length)]
  if (name === undefined) return junk
  const copy = Object.assign(Array.isArray(value) ? [] : {}, value) as Record<string, unknown>
  copy[name] = spoil(copy[name], rest, junk)
  return copy
}

const junk = fc.constantFrom<unknown[]>(null, 0, -1, 1e300, true, '', 'junk', [], [null], {}, { type: 'junk' }, [
  'junk',
])

describe.each(Object.entries(wires))('a stream of %s with junk in it', (wire, { path, ...config }) => {
  it('has a fate, and neither throws nor puts junk into the answer', async () => {
    const events = properEvents(wire as Wire)
    const connection = makeLiveConnection(
      { name: 'lab', baseUrl: `${fake.origin}${path}`, ...config },
      { key: () => 'k', quoteOf: quoted },
    )
    const turns = fc.array(fc.nat(20), { minLength: 1, maxLength: 7 })
    await fc.assert(
      fc.asyncProperty(fc.nat(events.length - 1), turns, junk, async (at, ways, what) => {
        const spoilt = events.map((event, place) => (place === at ? spoil(event, ways, what) : event))
        fake.script({ events: spoilt })
        const reply = await connection.send(liveCall({ logprobs: true }))
        expect(['done', 'failed', 'refused', 'unknown', 'halted']).toContain(reply.fate)
        if (reply.fate !== 'done') return
        const { answer: text, failure, usage, usd, meanLogprob } = reply.answer
        expect((text === null) !== (failure === null)).toBe(true)
        expect(text ?? '').not.toMatch(/undefined|\[object|null/)
        expect(usage.inputTokens === null || usage.inputTokens > 0).toBe(true)
        expect(usd === null || usd >= 0).toBe(true)
        expect(meanLogprob === null || meanLogprob <= 0).toBe(true)
        expect(reply.servedModel === null || typeof reply.servedModel === 'string').toBe(true)
      }),
      { numRuns: 150 },
    )
  })
})
