import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fillPrompt } from './fill-prompt'
import { findVariables, previewPrompt } from './prompt-variables'

it('finds what is written as a variable, and no other braces', () => {
  const prompt = 'Solve {{question}} like {{ answer }}; {{qestion}}, {x}, \\frac{{1}}{{2}}'
  expect(findVariables(prompt).map(({ name }) => name)).toEqual(['question', 'answer', 'qestion'])
  const [first] = findVariables(prompt)
  expect(prompt.slice(first?.from, first?.to)).toBe('{{question}}')
})

it('leaves a name that is no variable as it is written', () => {
  expect(previewPrompt('a {{qestion}} b', { question: 'q' })).toEqual([{ text: 'a {{qestion}} b' }])
})

it('shows what a run would send', () => {
  const piece = fc.constantFrom('{{question}}', '{{ answer }}', '{{other}}', '{{', '}}', ' ', 'x', '$&', '\n')
  fc.assert(
    fc.property(fc.array(piece), fc.string(), fc.string(), (pieces, question, answer) => {
      const prompt = pieces.join('')
      const shown = previewPrompt(prompt, { question, answer })
      expect(shown.map(({ text }) => text).join('')).toBe(fillPrompt(prompt, { question, answer }))
    }),
  )
})
