import { describe, expect, it } from 'vitest'
import type { LiveCall, LiveReply } from '../../shared/connection'
import { cascade, graphOf, oneModel } from '../../shared/graph/graph.fixture'
import type { Graph } from '../../shared/graph/schema'
import { writeGraph } from '../../shared/graph/write'
import type { PlayEvent, PlayInput } from '../../shared/play-contract'
import type { Services } from '../compose'
import { boundLive, done, hosted, liveConnection } from './live.fixture'
import { addProblems, temporaryServices } from './service.fixture'

const wish = (graph: Graph, datasetId: string, rest: Partial<PlayInput> = {}): PlayInput => ({
  graph: writeGraph(graph),
  datasetId,
  problem: { id: 'p1' },
  seed: 7,
  speed: null,
  capUsd: null,
  ...rest,
})

async function playAll(services: Services, input: PlayInput, signal?: AbortSignal): Promise<PlayEvent[]> {
  const events: PlayEvent[] = []
  for await (const event of services.play.play(input, signal)) events.push(event)
  return events
}

const ofType = <T extends PlayEvent['type']>(events: readonly PlayEvent[], type: T) =>
  events.filter((event): event is Extract<PlayEvent, { type: T }> => event.type === type)

/** A fast model, and a reasoner that has so many milliseconds; where it fails, the fast model's answer stands. */
function graceful(timeoutMs: number): Graph {
  return graphOf(
    [
      ['in', 'input'],
      ['fast', 'model', { role: 'fast' }],
      ['slow', 'model', { role: 'reasoner', timeoutMs }],
      ['out', 'output'],
    ],
    ['in.problem > fast', 'fast.answer > slow', 'slow.answer > out', 'slow.failed > out'],
  )
}

describe('one problem that is played', () => {
  it('tells each step in order: entered, asked, called, left, and how it ended', async () => {
    const services = temporaryServices()
    const events = await playAll(services, wish(oneModel(), await addProblems(services, 3)))
    expect(events.map((event) => ('node' in event ? `${event.type} ${event.node}` : event.type))).toEqual([
      'began',
      'entered in',
      'left in',
      'entered ask',
      'asked ask',
      'called ask',
      'left ask',
      'entered out',
      'left out',
      'ended',
    ])
    const [asked] = ofType(events, 'asked')
    expect(asked).toMatchObject({ role: 'fast', connection: 'simulated', model: 'standard' })
  })

  it('ends as a run of the same problem with the same seed does', async () => {
    const services = temporaryServices()
    const datasetId = await addProblems(services, 3)
    const { id } = services.runs.start({ from: { graph: cascade() }, datasetId, seed: 7, limit: null, concurrency: 1 })
    for await (const progress of services.runs.watch(id)) void progress
    const [, result] = services.runs.results(id, 0, 10)
    const [ended] = ofType(await playAll(services, wish(cascade(), datasetId)), 'ended')
    expect(ended).toMatchObject({
      answer: result?.answer,
      verdict: result?.verdict,
      usd: result?.usd,
      atMs: result?.latencyMs,
    })
  })

  it('leaves no run behind', async () => {
    const services = temporaryServices()
    await playAll(services, wish(cascade(), await addProblems(services, 3)))
    expect(services.runs.list()).toEqual([])
  })

  it('can be typed, with its answer for the simulation; without one the simulation says what it lacks', async () => {
    const services = temporaryServices()
    const datasetId = await addProblems(services, 1)
    const typed = (answerKey: string | null) =>
      wish(oneModel(), datasetId, { problem: { question: '6 × 7?', answerKey } })
    const [ended] = ofType(await playAll(services, typed('42')), 'ended')
    expect(ended?.graded).toBe(true)
    const [failed] = ofType(await playAll(services, typed(null)), 'ended')
    expect(failed).toMatchObject({ verdict: 'failed', failure: expect.stringContaining('no answer key') })
  })

  it('is refused where the dataset has no such problem, or the graph cannot run', async () => {
    const services = temporaryServices()
    const datasetId = await addProblems(services, 3)
    await expect(playAll(services, wish(oneModel(), datasetId, { problem: { id: 'x' } }))).rejects.toThrow(
      'no problem “x”',
    )
    await expect(playAll(services, wish(oneModel({ role: 'nobody' }), datasetId))).rejects.toThrow('nobody')
  })
})

it('a problem is found by a piece of its question or of its id', async () => {
  const services = temporaryServices()
  const datasetId = await addProblems(services, 30)
  const found = services.play.problems({ datasetId, find: 'is 2', limit: 3 })
  expect(found.matching).toBe(11)
  expect(found.problems.map(({ id }) => id)).toEqual(['p2', 'p20', 'p21'])
  expect(services.play.problems({ datasetId, find: '%', limit: 3 }).matching).toBe(0)
})

describe('a reasoner that does not come back in time', () => {
  it('leaves the best answer so far, with a caveat that names both', async () => {
    const services = temporaryServices()
    const events = await playAll(services, wish(graceful(1), await addProblems(services, 3)))
    const [called] = ofType(events, 'called').slice(-1)
    expect(called?.failure).toContain('timeout')
    const [ended] = ofType(events, 'ended')
    const [fast] = ofType(events, 'called')
    expect(ended?.answer).toBe(fast?.answer)
    expect(ended?.caveat).toMatch(/“slow” did not come back .*best answer so far, from “fast”/)
  })

  it('needs no caveat where it does come back', async () => {
    const services = temporaryServices()
    const [ended] = ofType(await playAll(services, wish(graceful(0), await addProblems(services, 3))), 'ended')
    expect(ended?.caveat).toBeNull()
  })
})

describe('a played problem on live models', () => {
  const streaming = (reply: LiveReply) => (call: LiveCall) => {
    call.onPiece?.({ kind: 'thinking', text: 'let me see' })
    call.onPiece?.({ kind: 'answer', text: '2' })
    return reply
  }

  it('streams its pieces, and is in the ledger before it is sent', async () => {
    const live = liveConnection(streaming(done('2')))
    const services = temporaryServices({ connections: hosted(live) })
    const events = await playAll(services, wish(boundLive(oneModel()), await addProblems(services, 3)))
    expect(ofType(events, 'piece').map(({ kind, text }) => [kind, text])).toEqual([
      ['thinking', 'let me see'],
      ['answer', '2'],
    ])
    const [ended] = ofType(events, 'ended')
    expect(ended).toMatchObject({ verdict: 'correct', billedUsd: 0.01 })
    expect(services.runs.list()).toEqual([])
  })

  it('streams a flood of pieces in fewer, whole and in their order', async () => {
    const words = Array.from({ length: 2000 }, (_, n) => `${n} `)
    const live = liveConnection(async ({ onPiece }) => {
      for (const [n, text] of words.entries()) {
        onPiece?.({ kind: 'answer', text })
        if (n % 200 === 0) await new Promise((next) => setTimeout(next, 1))
      }
      return done('2')
    })
    const services = temporaryServices({ connections: hosted(live) })
    const input = wish(boundLive(oneModel({ samples: 3 })), await addProblems(services, 3))
    const pieces = ofType(await playAll(services, input), 'piece')
    expect(pieces.length).toBeLessThan(words.length)
    for (const seq of [0, 1, 2]) {
      expect(
        pieces
          .filter((piece) => piece.seq === seq)
          .map(({ text }) => text)
          .join(''),
      ).toBe(words.join(''))
    }
  })

  it('spends no more than its cap', async () => {
    const live = liveConnection()
    const services = temporaryServices({ connections: hosted(live) })
    const input = wish(boundLive(oneModel()), await addProblems(services, 3), { capUsd: 0.000001 })
    await expect(playAll(services, input)).rejects.toThrow('the next call may cost up to')
    expect(live.sent).toHaveLength(0)
  })

  it('is cut at any moment', async () => {
    const live = liveConnection(
      ({ signal }) =>
        new Promise((settle) => {
          const cut: LiveReply = {
            fate: 'unknown',
            failure: { reason: 'provider', message: 'cut' },
            requestId: null,
            latencyMs: 5,
            usage: null,
          }
          signal.addEventListener('abort', () => settle(cut), { once: true })
        }),
    )
    const services = temporaryServices({ connections: hosted(live) })
    const stop = new AbortController()
    const input = wish(boundLive(oneModel()), await addProblems(services, 3))
    const told: string[] = []
    for await (const { type } of services.play.play(input, stop.signal)) {
      told.push(type)
      if (type === 'asked') setTimeout(() => stop.abort(), 20)
    }
    expect(told).toContain('asked')
    expect(live.sent).toHaveLength(1)
  })
})

describe('the pace of a played problem', () => {
  it('lets steps come as far apart as they state, so many times faster, and stops between them', async () => {
    const services = temporaryServices()
    const stop = new AbortController()
    const input = wish(oneModel(), await addProblems(services, 3), { speed: 0.01 })
    const told: string[] = []
    for await (const { type } of services.play.play(input, stop.signal)) {
      told.push(type)
      if (type === 'asked') stop.abort()
    }
    expect(told.at(-1)).toBe('asked')
  })
})
