import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readApiError } from './api-error'
import { scrubberOf, withoutKey, wordsOf } from './scrub'

describe('a server’s error', () => {
  it.each([
    ['Anthropic', { type: 'error', error: { type: 'rate_limit_error', message: 'slow down' } }, 'slow down'],
    [
      'OpenAI',
      { error: { message: 'no quota', type: 'insufficient_quota', param: null, code: 'insufficient_quota' } },
      'no quota',
    ],
    ['Ollama', { error: 'model not found' }, 'model not found'],
    ['FastAPI', { detail: 'Not authenticated' }, 'Not authenticated'],
    ['LM Studio', { message: 'no model loaded' }, 'no model loaded'],
    ['a proxy', '<html><style>h1{}</style><body><h1>502</h1> Bad <b>gateway</b></body></html>', '502 Bad gateway'],
    ['nobody', '', ''],
  ])('is read as %s writes it', (_, body, words) => {
    expect(readApiError(400, body).words).toBe(words)
  })

  it('has its marks in lower case, and its status where only the error states it', () => {
    const error = readApiError(null, { error: { code: 402, type: 'Billing_Error', message: 'x' } })
    expect(error).toMatchObject({ status: 402, marks: ['billing_error'] })
  })

  it('is read whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.json(), fc.string()), (body) => {
        const { words, marks, status } = readApiError(null, body)
        expect(typeof words).toBe('string')
        expect(marks.every((mark) => typeof mark === 'string')).toBe(true)
        expect(status === null || (status >= 400 && status <= 599)).toBe(true)
      }),
    )
  })
})

describe('a key', () => {
  it('is in no line, wherever a server repeats it', () => {
    const key = fc.stringMatching(/^[\w-]{8,60}$/)
    fc.assert(
      fc.property(key, fc.string(), fc.string(), (secret, before, after) => {
        const line = wordsOf(`${before} ${secret} ${after}`, scrubberOf(secret))
        expect(line.includes(secret)).toBe(false)
        expect(withoutKey(`${before}${secret}${after}`, secret).includes(secret)).toBe(false)
      }),
    )
  })

  it('of another kind is recognised by how keys look', () => {
    const scrub = scrubberOf(null)
    expect(scrub('use sk-proj-abcdefghijklmnop or Bearer abcdefghijklmnop')).toBe('use ••• or •••')
    expect(scrub('the task-force at risk-management')).toBe('the task-force at risk-management')
  })
})
