import { describe, expect, it } from 'vitest'
import { valuesFrom } from './row'
import { idFromQuestion, toProblem } from './to-problem'

const mapping = { question: 'q', id: 'id', key: 'key', category: 'cat', difficulty: 'level', checks: 'checks' }

describe('a row read as a problem', () => {
  it('has nulls where cells are empty or missing', () => {
    expect(toProblem({ q: 'why?', id: 'p1', key: '', cat: ' ' }, mapping)).toEqual({
      id: 'p1',
      question: 'why?',
      answerKey: null,
      category: null,
      difficulty: null,
      checks: null,
    })
  })

  it('turns numbers into text and leaves worked answers as they are', () => {
    const worked = 'It is 9 + 9.\n#### 18'
    expect(toProblem({ q: 12, id: 7, key: 0.5, level: 3 }, mapping)).toMatchObject({
      question: '12',
      id: '7',
      answerKey: '0.5',
      difficulty: '3',
    })
    expect(toProblem({ q: 'q', key: worked }, mapping)).toMatchObject({ answerKey: worked })
  })

  it('is named after its question when it has no id, whatever the accents are made of', () => {
    const [composed, decomposed] = ['caf\u00e9?', ' cafe\u0301? ']
    expect(idFromQuestion(composed)).toMatch(/^q-[0-9a-f]{16}$/)
    expect(idFromQuestion(decomposed)).toBe(idFromQuestion(composed))
    expect(toProblem({ q: composed, id: '' }, mapping)).toMatchObject({ id: idFromQuestion(composed) })
  })

  it('without an id is the same one however its lines end', () => {
    const ids = ['Add.\n2 + 2', 'Add.\r\n2 + 2', 'Add.\r2 + 2'].map(idFromQuestion)
    expect(new Set(ids).size).toBe(1)
    expect(idFromQuestion('Add. 2 + 2')).not.toBe(ids[0])
  })

  it('must have a question that is text', () => {
    expect(toProblem({ q: '  ' }, mapping)).toEqual({ reason: 'q is empty' })
    expect(toProblem({}, mapping)).toEqual({ reason: 'q is empty' })
    expect(toProblem({ q: ['why?'] }, mapping)).toEqual({ reason: 'q is ["why?"], expected text' })
  })

  it('takes checks as an object or as its text', () => {
    const checks = { numeric: { min: 0, integer: true } }
    expect(toProblem({ q: 'q', checks }, mapping)).toMatchObject({ checks })
    expect(toProblem({ q: 'q', checks: JSON.stringify(checks) }, mapping)).toMatchObject({ checks })
    expect(toProblem({ q: 'q', checks: '{' }, mapping)).toEqual({ reason: 'checks is not a JSON object' })
    expect(toProblem({ q: 'q', checks: { numeric: { min: 'low' } } }, mapping)).toEqual({
      reason: 'checks.numeric.min is “low”, expected a number',
    })
  })

  it('drops names that reach a prototype from checks', () => {
    const text = '{"exact":["1"],"__proto__":{"polluted":1},"more":{"constructor":{"prototype":{"polluted":1}}}}'
    const problem = toProblem({ q: 'q', checks: text }, mapping)
    expect(problem).toMatchObject({ checks: { exact: ['1'], more: {} } })
    expect(JSON.stringify(problem)).not.toContain('polluted')
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('polluted')
  })

  it('reads a column called __proto__ or constructor only where the row has it', () => {
    const named = { question: '__proto__', key: 'constructor' }
    expect(toProblem({}, named)).toEqual({ reason: '__proto__ is empty' })
    expect(toProblem(valuesFrom([['__proto__', 'why?']]), named)).toMatchObject({ question: 'why?', answerKey: null })
  })
})
