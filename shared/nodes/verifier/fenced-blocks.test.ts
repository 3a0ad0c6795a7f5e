import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fencedBlocks } from './fenced-blocks'

it('the blocks of a text are found with their languages', () => {
  expect(fencedBlocks('First:\n```js\nlet a\n\n```\nthen\n~~~\nb\n~~~')).toEqual([
    { language: 'js', text: 'let a\n' },
    { language: '', text: 'b' },
  ])
})

it('a longer fence holds a shorter one', () => {
  expect(fencedBlocks('````\n```\nx\n```\n````')).toEqual([{ language: '', text: '```\nx\n```' }])
})

it('a block that is never closed is none', () => {
  expect(fencedBlocks('```js\nlet a')).toEqual([])
})

it('whatever was fenced comes back', () => {
  fc.assert(
    fc.property(fc.array(fc.string().filter((text) => !/[`~\r\n]/.test(text))), (lines) => {
      const text = lines.join('\n')
      expect(fencedBlocks(`before\n\`\`\`\n${text}\n\`\`\`\nafter`)).toEqual([{ language: '', text }])
    }),
  )
})
