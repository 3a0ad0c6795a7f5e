import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitThinking } from './split-thinking'

function split(pieces: readonly string[]): { answer: string; thinking: string } {
  const got = { answer: '', thinking: '' }
  const splitter = splitThinking(({ kind, text }) => {
    got[kind] += text
  })
  for (const text of pieces) splitter.emit({ kind: 'answer', text })
  splitter.end()
  return got
}

describe('thinking that stands in the answer', () => {
  it('is taken out where it leads', () => {
    expect(split(['<think>hm</think>\n\n42'])).toEqual({ thinking: 'hm', answer: '42' })
    expect(split(['  \n<think>\nhm\n</think>42'])).toEqual({ thinking: '\nhm\n', answer: '42' })
  })

  it('stays where the answer has begun', () => {
    expect(split(['A <think>b</think>'])).toEqual({ thinking: '', answer: 'A <think>b</think>' })
    expect(split(['<thin', 'k'])).toEqual({ thinking: '', answer: '<think' })
  })

  it('that never ends leaves no answer', () => {
    expect(split(['<think>on and', ' on </thi'])).toEqual({ thinking: 'on and on </thi', answer: '' })
  })

  it('is the same however the text is cut', () => {
    const text = fc.stringMatching(/^(<think>[a</think>]{0,12}(<\/think>)?)?[ab</\s]{0,8}$/)
    fc.assert(
      fc.property(text, fc.array(fc.nat(12), { maxLength: 12 }), (whole, cuts) => {
        const pieces: string[] = []
        let rest = whole
        for (const at of cuts) {
          pieces.push(rest.slice(0, at))
          rest = rest.slice(at)
        }
        expect(split([...pieces, rest])).toEqual(split([whole]))
      }),
    )
  })
})
