import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseNumber } from './answers'
import { grade, sameAnswer } from './grade'
import { wrongAnswer } from './wrong-answer'

describe('a number in an answer', () => {
  it.each([
    ['18', 18],
    ['18.', 18],
    [' -3.5 ', -3.5],
    ['−7', -7],
    ['1,234.5', 1234.5],
    ['$12', 12],
    ['-$12.50', -12.5],
    ['45 %', 45],
    ['3/4', 0.75],
    ['1e3', 1000],
    ['.5', 0.5],
  ])('“%s” is read as %f', (text, value) => {
    expect(parseNumber(text)).toBe(value)
  })

  it.each(['', 'seven', '1,23', '12 apples', '3/0', '1e999', '--1', 'NaN', 'Infinity', '0x10'])(
    '“%s” is not one',
    (text) => {
      expect(parseNumber(text)).toBeUndefined()
    },
  )

  it('is read back from how JavaScript writes it', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => parseNumber(String(x)) === x || x === 0),
    )
  })

  it('never throws, whatever the text', () => {
    fc.assert(fc.property(fc.string(), (text) => ['number', 'undefined'].includes(typeof parseNumber(text))))
  })
})

describe('an answer', () => {
  it('is right when it is the same number in another spelling', () => {
    expect(sameAnswer('0.75', '3/4')).toBe(true)
    expect(sameAnswer('1,200', '1200')).toBe(true)
  })

  it('is wrong when it is near but not the same', () => {
    expect(sameAnswer('0.7501', '3/4')).toBe(false)
    expect(sameAnswer('100001', '100000')).toBe(false)
  })

  it('is right when it is what a worked solution, as the key, comes to', () => {
    for (const key of ['She has 9 left, so 9 * 2 = 18.\n#### 18', 'Thus $x = \\boxed{18}$, as $x > 0$.']) {
      expect(sameAnswer('18.0', key)).toBe(true)
      expect(sameAnswer('I sell 9.\nThe answer is $18.', key)).toBe(true)
      expect(sameAnswer('9', key)).toBe(false)
      expect(sameAnswer('18 is wrong, so the answer is 2', key)).toBe(false)
    }
    expect(sameAnswer('$\\frac{3}{4}$ it is: \\boxed{\\frac{3}{4}}', 'So \\boxed{\\frac{3}{4}}')).toBe(true)
  })

  it.each([
    ['\\dfrac{1}{2}', '\\frac12'],
    ['1/2', '\\frac{1}{2}'],
    ['So \\boxed{\\dfrac{3}{4}}.', 'We get $\\boxed{\\frac{3}{4}}$'],
    ['The answer is $\\left( 3, \\frac{\\pi}{2} \\right)$.', '(3, \\pi/2)'],
    ['2\\sqrt3', '\\sqrt{12}'],
    ['x = 5', '5'],
    ['p-q', '-q + p'],
    ['[0,1)', '[0, 1)'],
    ['\\text{Evelyn}', 'Evelyn'],
    ['1{,}250', '1250'],
    ['2,3', '3, 2'],
    ['$x = \\boxed{2}$ or $\\boxed{3}$', '2, 3'],
    ['10\\%', '10%'],
  ])('is right when it is the key written in another way, as %s is %s', (answer, key) => {
    expect(sameAnswer(answer, key)).toBe(true)
  })

  it.each([
    ['\\frac{1}{2}', '\\frac{1}{3}'],
    ['(1, 2)', '(2, 1)'],
    ['\\boxed{2} or \\boxed{3}', '3'],
    ['2,5', '2.5'],
    ['(0,1)', '[0,1]'],
    ['3.14', '\\pi'],
    ['5 cm', '5'],
    ['x > 5', '5'],
    ['\\frac{', '\\frac'],
  ])('is wrong when it is other than the key or may be, as %s is not %s', (answer, key) => {
    expect(sameAnswer(answer, key)).toBe(false)
  })

  it('is right when it is the letter of the same choice, however that is set off', () => {
    for (const answer of ['B', '(B)', 'b)', '[B]', 'B.', 'The answer is (B).', '\\boxed{\\text{(B)}}'])
      expect([answer, grade(answer, 'B', null).correct, grade(answer, '(b)', null).correct]).toEqual([
        answer,
        true,
        true,
      ])
    for (const answer of ['C', '(BC)', '((B))', 'B or C', '', '(8)'])
      expect([answer, grade(answer, 'B', null).correct]).toEqual([answer, false])
  })

  it('is compared as text where either is no number', () => {
    expect(sameAnswer(' Blue  whale.', 'blue whale')).toBe(true)
    expect(sameAnswer('12', 'twelve')).toBe(false)
  })
})

describe('a grade', () => {
  it('is that of the source where the outcome has one', () => {
    expect(grade('18', '19', 1)).toEqual({ correct: true, by: 'recorded' })
    expect(grade('18', '18', 0)).toEqual({ correct: false, by: 'recorded' })
  })

  it('is by the key otherwise', () => {
    expect(grade('18', '18', null)).toEqual({ correct: true, by: 'key' })
  })

  it('is never right with nothing to grade by', () => {
    expect(grade('18', null, null)).toEqual({ correct: false, by: 'nothing' })
  })
})

describe('a slip', () => {
  it.each(['18', 'blue', 'It is 2 * 9.\n#### 18', 'So \\boxed{x + 1}.', 'The answer is blue.', '!$!$'])(
    'is never right by the key %j',
    (key) => {
      for (const slip of [0, 0.3, 0.9995]) expect(sameAnswer(wrongAnswer(key, slip), key)).toBe(false)
    },
  )
})
