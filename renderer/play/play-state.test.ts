import { describe, expect, it } from 'vitest'
import type { PlayEvent } from '../../shared/play-contract'
import { bestSoFar, foldPlay, nothingPlayed, timesShown } from './play-state'

const asked = (node: string, seq: number): PlayEvent => ({
  type: 'asked',
  atMs: 0,
  node,
  seq,
  role: 'fast',
  connection: 'c',
  model: 'm',
})
const called = (node: string, seq: number, usd: number | null): PlayEvent => ({
  type: 'called',
  atMs: 1,
  node,
  seq,
  model: 'm',
  source: 'live',
  answer: 'a',
  failure: null,
  confidence: null,
  usd,
  latencyMs: 1,
  inputTokens: 1,
  outputTokens: 1,
})
const left = (node: string, answer: string | null): PlayEvent => ({
  type: 'left',
  atMs: 1,
  node,
  port: 'answer',
  why: 'answered',
  answer,
  confidence: null,
  spentUsd: 0,
})
const fold = (...events: PlayEvent[]) =>
  events.reduce(
    (seen, event) => foldPlay(seen, event, 5),
    foldPlay(nothingPlayed, { type: 'began', question: 'q', live: true }, 0),
  )

describe('what is seen of a played problem', () => {
  it('gathers the pieces of each call by its number, thinking apart from the answer', () => {
    const seen = fold(
      { type: 'entered', atMs: 0, node: 'ask' },
      asked('ask', 0),
      asked('ask', 1),
      { type: 'piece', seq: 1, kind: 'thinking', text: 'hm' },
      { type: 'piece', seq: 0, kind: 'answer', text: '4' },
      { type: 'piece', seq: 0, kind: 'answer', text: '2' },
    )
    expect(seen.steps[0]?.calls.map(({ text, thinking, heardAt }) => [text, thinking, heardAt])).toEqual([
      ['42', '', 5],
      ['', 'hm', 5],
    ])
  })

  it('adds what calls cost, and does not know once one is unknown', () => {
    const enter: PlayEvent = { type: 'entered', atMs: 0, node: 'ask' }
    expect(fold(enter, asked('ask', 0), called('ask', 0, 0.5), asked('ask', 1), called('ask', 1, 0.25)).spentUsd).toBe(
      0.75,
    )
    expect(
      fold(enter, asked('ask', 0), called('ask', 0, null), asked('ask', 1), called('ask', 1, 0.25)).spentUsd,
    ).toBeNull()
  })

  it('has as its best answer the newest, by the node that gave it', () => {
    const seen = fold(
      { type: 'entered', atMs: 0, node: 'fast' },
      left('fast', '41'),
      { type: 'entered', atMs: 0, node: 'gate' },
      left('gate', '41'),
      { type: 'entered', atMs: 0, node: 'slow' },
    )
    expect(bestSoFar(seen)).toEqual({ answer: '41', node: 'fast' })
    expect(bestSoFar(fold())).toBeUndefined()
  })

  it('shows real time of live models, and stated time as fast as was chosen', () => {
    expect(timesShown({ seen: { ...nothingPlayed, live: true }, times: 10 })).toBe(1)
    expect(timesShown({ seen: nothingPlayed, times: 10 })).toBe(10)
  })
})
