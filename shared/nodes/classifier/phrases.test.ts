import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { phraseFinder } from './phrases'

const first = (text: string, ...lists: string[][]) => phraseFinder(lists).firstIn(text)

/** As a reader would say it: the phrase with no letter or digit right before or behind one of its own. */
function holds(text: string, phrase: string): boolean {
  const word = /[\p{L}\p{N}_]/u
  for (let at = 0; at + phrase.length <= text.length; at++) {
    if (text.slice(at, at + phrase.length) !== phrase) continue
    const joins = (left: string | undefined, right: string | undefined) =>
      left !== undefined && right !== undefined && word.test(left) && word.test(right)
    const opens = !joins(text[at - 1], phrase[0])
    const closes = !joins(phrase.at(-1), text[at + phrase.length])
    if (opens && closes) return true
  }
  return false
}

describe('phrases', () => {
  it('are told by the first of a list, wherever in the text it stands', () => {
    expect(first('the sum of a series', ['series', 'sum'], ['area'], ['sum'])).toEqual([0, -1, 0])
  })

  it('stand alone unless they begin or end in a sign', () => {
    expect(first('consideration', ['ratio'])).toEqual([-1])
    expect(first('3x^2y', ['x^2'])).toEqual([-1])
    expect(first('20%of', ['%'])).toEqual([0])
    expect(first('a++b', ['a++'])).toEqual([0])
  })

  it('stand anywhere in a script without spaces between words', () => {
    expect(first('请证明这个定理', ['定理'], ['证明'], ['ratio'])).toEqual([0, 0, -1])
    expect(first('を証明せよprove', ['証明'], ['prove'], ['rove'])).toEqual([0, 0, -1])
  })

  it('of any lists are those that a reader finds', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'b', ' ', '%', 'é', '7', '_', '\ud835', '\udc00'),
      maxLength: 24,
    })
    const phrase = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '%', 'é', '7'), minLength: 1, maxLength: 3 })
    const lists = fc.array(fc.array(phrase, { maxLength: 5 }), { maxLength: 4 })
    fc.assert(
      fc.property(text, lists, (said, some) => {
        expect(first(said, ...some)).toEqual(some.map((list) => list.findIndex((one) => holds(said, one))))
      }),
      { numRuns: 500 },
    )
  })
})
