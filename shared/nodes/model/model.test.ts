import { describe, expect, it } from 'vitest'
import { visitOf } from '../visit.fixture'
import { model } from './model.kind'
import { runModel } from './model.run'
import { fillPrompt } from './prompt'

describe('a model', () => {
  it('asks its role with the prompt filled in', () => {
    const { visit, asked } = visitOf(model, {
      settings: { role: 'reasoner', system: 'Be brief.', prompt: 'Q: {{question}} Draft: {{ answer }}' },
      problem: { question: '1 + 1?', answer: '3' },
    })
    void runModel(visit)
    expect(asked).toEqual([
      { role: 'reasoner', system: 'Be brief.', prompt: 'Q: 1 + 1? Draft: 3', maxTokens: 32_000, timeoutMs: undefined },
    ])
  })

  it('leaves by “answer” with answer and confidence, which nobody has verified yet', () => {
    const { visit } = visitOf(model, {
      reply: { ok: true, answer: '7', confidence: null },
      problem: { verified: 'pass' },
    })
    expect(runModel(visit)).toMatchObject({ leave: 'answer', set: { answer: '7', confidence: null, verified: null } })
  })

  it('leaves by “failed” with the reason, and keeps the answer so far', () => {
    const { visit } = visitOf(model, {
      reply: { ok: false, reason: 'timeout', message: 'no answer within 5 ms' },
      problem: { answer: '3' },
    })
    expect(runModel(visit)).toEqual({ leave: 'failed', why: 'timeout: no answer within 5 ms' })
  })

  it('waits for a live model', async () => {
    const { visit } = visitOf(model, { reply: Promise.resolve({ ok: true as const, answer: '7', confidence: 1 }) })
    await expect(runModel(visit)).resolves.toMatchObject({ leave: 'answer' })
  })

  it('sets a timeout only where one is wanted', () => {
    const { visit, asked } = visitOf(model, { settings: { timeoutMs: 5000 } })
    void runModel(visit)
    expect(asked[0]?.timeoutMs).toBe(5000)
  })
})

it('leaves other braces of a prompt as they are', () => {
  expect(fillPrompt('\\frac{1}{2} {{other}} {{question}}', { question: 'Q', answer: null })).toBe(
    '\\frac{1}{2} {{other}} Q',
  )
})

it('does not read a question as a pattern', () => {
  expect(fillPrompt('{{question}}', { question: '$& $1 {{answer}}', answer: 'A' })).toBe('$& $1 {{answer}}')
})
