import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { visitOf } from '../visit.fixture'
import { checkPattern, compilePattern } from './pattern'
import { verifier } from './verifier.kind'
import { runVerifier } from './verifier.run'

describe('by a pattern', () => {
  it.each([
    ['\\d+', 'about 12 apples', true],
    ['^\\d+$', 'about 12 apples', false],
    ['^\\d+$', '12', true],
    ['(?i)yes', 'YES.', true],
    ['^(A|B|C)$', 'D', false],
    ['\\p{L}+', 'naïve', true],
    ['(?m)^END$', 'first\nEND\n', true],
  ])('%s judges “%s”', (pattern, answer, ok) => {
    expect(checkPattern(answer, pattern).ok).toBe(ok)
  })

  it('sends a match out by pass and anything else by fail', () => {
    const leaves = (answer: string) =>
      runVerifier(visitOf(verifier, { settings: { method: 'regex', pattern: '^[0-9]+$' }, problem: { answer } }).visit)
    expect(leaves('7')).toMatchObject({ leave: 'pass', why: 'it matches the pattern' })
    expect(leaves('seven')).toMatchObject({ leave: 'fail', why: 'it does not match the pattern' })
  })

  it('decides nothing without a pattern', () => {
    expect(checkPattern('x', '')).toMatchObject({ ok: null, because: 'no pattern is set' })
  })

  it.each(['', '(', '[a', 'a**', '(?=a)', '(\\w)\\1', '(a{1000}){1000}', '('.repeat(1500) + ')'.repeat(500)])(
    'that is empty, wrong or could take for ever is refused by the settings: %s',
    (pattern) => {
      const parsed = verifier.settings.safeParse({ method: 'regex', pattern })
      expect(parsed.success).toBe(false)
      expect(parsed.error?.issues[0]).toMatchObject({ path: ['pattern'], message: expect.stringMatching(/\w/) })
    },
  )

  it('takes linear time on what makes a backtracking engine hang', () => {
    const began = performance.now()
    expect(checkPattern(`${'a'.repeat(50_000)}!`, '^(a+)+$').ok).toBe(false)
    expect(performance.now() - began).toBeLessThan(2000)
  })

  it('finds every text by its own escaped self', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 50 }), (text) => {
        const escaped = text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
        expect(checkPattern(`before ${text} after`, escaped).ok).toBe(true)
      }),
    )
  })

  it('never throws, whatever pattern and answer are', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (pattern, answer) => {
        expect(['boolean', 'object']).toContain(typeof checkPattern(answer, pattern).ok)
        expect(typeof compilePattern(pattern).ok).toBe('boolean')
      }),
    )
  })
})
