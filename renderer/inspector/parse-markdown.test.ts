import { expect, test } from 'vitest'
import { parseMarkdown, parseSpans } from './parse-markdown'

test('a help page becomes headings, paragraphs and lists', () => {
  const blocks = parseMarkdown('# Cache\n\nLooks up\nanswers.\n\n- **one**: first\n  goes on\n- two\n')
  expect(blocks.map(({ type }) => type)).toEqual(['heading', 'paragraph', 'list'])
  expect(blocks[1]).toEqual({ type: 'paragraph', spans: [{ text: 'Looks up answers.', style: 'plain' }] })
  expect(blocks[2]).toMatchObject({
    items: [[{ text: 'one', style: 'bold' }, { text: ': first goes on' }], [{ text: 'two' }]],
  })
})

test('bold, italics and code are told apart and markup stays text', () => {
  expect(parseSpans('a **b** *c* `d` <b>')).toEqual([
    { text: 'a ', style: 'plain' },
    { text: 'b', style: 'bold' },
    { text: ' ', style: 'plain' },
    { text: 'c', style: 'italic' },
    { text: ' ', style: 'plain' },
    { text: 'd', style: 'code' },
    { text: ' <b>', style: 'plain' },
  ])
})

test('a list begins and a heading ends with its line, with or without a gap', () => {
  const tight = parseMarkdown('# Why\nHard ones go on:\n- one\n- two')
  expect(tight).toEqual(parseMarkdown('# Why\n\nHard ones go on:\n\n- one\n- two'))
  expect(tight.map(({ type }) => type)).toEqual(['heading', 'paragraph', 'list'])
})
