import fc from 'fast-check'
import { expect, it } from 'vitest'
import { freeName } from './free-name'

it('a name that is free is kept', () => {
  expect(freeName('Cascade', new Set(['Other']))).toBe('Cascade')
})

it('a name that is taken gets the first free number', () => {
  expect(freeName('Cascade', new Set(['Cascade', 'Cascade 2']))).toBe('Cascade 3')
  expect(freeName('Cascade 2', new Set(['Cascade', 'Cascade 2']))).toBe('Cascade 3')
  expect(freeName('GPT 4', new Set(['GPT 4']))).toBe('GPT 2')
})

it('is never taken, never empty and never too long', () => {
  const name = fc.oneof(
    fc.constantFrom('a', 'a 2', 'a 3', 'x'.repeat(120)),
    fc.string({ minLength: 1, maxLength: 120 }),
  )
  fc.assert(
    fc.property(name, fc.array(name), (wanted, taken) => {
      const free = freeName(wanted, new Set(taken))
      expect(taken).not.toContain(free)
      expect(free.length).toBeGreaterThan(0)
      expect(free.length).toBeLessThanOrEqual(120)
    }),
  )
})
