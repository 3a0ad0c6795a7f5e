import { describe, expect, it } from 'vitest'
import { mappingWords } from './mapping-words'

describe('what the columns of a file were taken for', () => {
  it('is told as it could be typed', () => {
    const problem = { question: 'prompt', key: 'gold' }
    expect(mappingWords({ problem, outcome: null })).toBe('question=prompt, key=gold')
    const outcome = { model: 'engine', latencySeconds: 'took (s)' }
    expect(mappingWords({ problem, outcome })).toBe('question=prompt, key=gold; model=engine, latencySeconds=took (s)')
  })

  it('is told of the first model alone where each has columns of its own', () => {
    const models = ['a', 'b', 'c'].map((name) => ({ name, correct: name, answer: `${name}_response` }))
    const words = (outcome: Parameters<typeof mappingWords>[0]['outcome']) =>
      mappingWords({ problem: { question: 'q' }, outcome })
    expect(words({ models, sample: 'k' })).toBe(
      'question=q; sample=k, of a correct=a, answer=a_response (and 2 other models likewise)',
    )
    expect(words({ models: models.slice(0, 1) })).toBe('question=q; of a correct=a, answer=a_response')
  })
})
