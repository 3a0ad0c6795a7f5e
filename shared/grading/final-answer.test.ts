import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { finalAnswerOf } from './final-answer'
import { grade } from './grade'

describe('the final answer of a text', () => {
  it.each([
    ['The answer is 18.', '18'],
    ['So she sells 16 − 3 − 4 = 9 eggs.\n**Final answer: $18**', '$18'],
    ['We get 3, so the answer is $\\frac{3}{4}$.', '\\frac{3}{4}'],
    ['First \\boxed{1}, but then \\boxed{\\frac{3}{4}}.', '\\frac{3}{4}'],
    ['She has \\fbox{9} left.', '9'],
    ['So $x = \\boxed{2}$ or $x = \\boxed{-3}$.', '2, -3'],
    ['\\boxed{1}, \\boxed{2}, and \\boxed{3}', '1, 2, 3'],
    ['\\boxed{\\boxed{7}}', '7'],
    ['She has 9 left.\n#### 9', '9'],
    ['Answer:\n42', '42'],
    ['The answer is 4. No: the answer is 3.5, I think', '3.5, I think'],
    ['The answer is **3.5**.', '3.5'],
  ])('of %j is %j', (text, final) => {
    expect(finalAnswerOf(text)).toBe(final)
  })

  it.each(['18', 'eighteen', 'It is 18.', 'There is no answer.', '\\boxed{1', ''])(
    'is not found where none is stated, as in %j',
    (text) => {
      expect(finalAnswerOf(text)).toBeUndefined()
    },
  )

  it('makes a stated answer right or wrong as the bare one would be', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), (answer, key) => {
        const { correct } = grade(String(answer), String(key), null)
        expect(grade(`Let us see.\nThe answer is ${answer}.`, String(key), null).correct).toBe(correct)
        expect(grade(`So it is \\boxed{${answer}}.`, String(key), null).correct).toBe(correct)
      }),
    )
  })

  it('is looked for in bounded time in whatever a model may say', () => {
    fc.assert(fc.property(fc.string({ maxLength: 3000 }), (text) => void finalAnswerOf(text)))
    expect(finalAnswerOf('answer '.repeat(100_000))).toBeUndefined()
  })
})
