import { describe, expect, it } from 'vitest'
import { sha256 } from '../../hash'
import { visitOf } from '../visit.fixture'
import { cache } from './cache.kind'
import { runCache } from './cache.run'
import { callKey, questionKey } from './key'

const call = {
  role: 'fast',
  connection: 'simulated',
  model: 'standard',
  system: '',
  prompt: 'Q',
  params: { maxTokens: 10 },
}

describe('a cache', () => {
  it('leaves by “miss” with nothing changed when the question is new', () => {
    expect(runCache(visitOf(cache).visit)).toEqual({ leave: 'miss', why: 'not answered before' })
  })

  it('leaves by “hit” with the answer given before', () => {
    const { visit } = visitOf(cache, { cached: { answer: '5', confidence: 0.7 } })
    expect(runCache(visit)).toMatchObject({ leave: 'hit', set: { answer: '5', confidence: 0.7, verified: null } })
  })

  it('asks its own namespace and storage, with its time to live', () => {
    const { visit, looked } = visitOf(cache, { settings: { namespace: 'math', storage: 'sqlite', ttlHours: 2 } })
    void runCache(visit)
    expect(looked).toEqual([
      { storage: 'sqlite', namespace: 'math', key: questionKey('What is 2 + 3?', sha256), ttlMs: 7_200_000 },
    ])
  })

  it('keeps for ever at 0 hours', () => {
    const { visit, looked } = visitOf(cache, { settings: { ttlHours: 0 } })
    void runCache(visit)
    expect(looked[0]?.ttlMs).toBeNull()
  })

  it('keyed by the call, asks for the call behind its miss port', () => {
    const { visit, looked } = visitOf(cache, { settings: { keyBy: 'call' }, callBehind: call })
    void runCache(visit)
    expect(looked[0]?.key).toBe(callKey(call, sha256))
  })

  it('keyed by the call, refuses to guess where no call lies behind', () => {
    expect(() => runCache(visitOf(cache, { settings: { keyBy: 'call' } }).visit)).toThrow('no model lies behind')
  })
})

describe('two questions', () => {
  it('are the same if only case, spaces and composition differ', () => {
    expect(questionKey('  What is\n2 + 3? ', sha256)).toBe(questionKey('what is 2 + 3?', sha256))
    expect(questionKey('caf\u00e9', sha256)).toBe(questionKey('cafe\u0301', sha256))
  })

  it('are not the same if a figure differs', () => {
    expect(questionKey('What is 2 + 3?', sha256)).not.toBe(questionKey('What is 2 + 4?', sha256))
  })
})

describe('two calls', () => {
  it.each([
    ['model', { model: 'reasoning' }],
    ['connection', { connection: 'recorded' }],
    ['prompt', { prompt: 'q' }],
    ['system prompt', { system: 'x' }],
    ['parameter', { params: { maxTokens: 11 } }],
  ])('are not the same if the %s differs', (_, change) => {
    expect(callKey({ ...call, ...change }, sha256)).not.toBe(callKey(call, sha256))
  })

  it('are the same under different roles', () => {
    expect(callKey({ ...call, role: 'other' }, sha256)).toBe(callKey(call, sha256))
  })
})
