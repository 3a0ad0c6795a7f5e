import fc from 'fast-check'
import { expect, test } from 'vitest'
import { graphOf } from '../graph/graph.fixture'
import { wrapText } from './draw-comment'
import { drawSvg } from './draw-svg'
import { textWidth } from './fit-text'
import { drawMermaid } from './mermaid'

const graph = graphOf(
  [
    ['in', 'input'],
    ['note', 'note', { text: 'Why <b>two</b> tiers\n\nsee run 3', width: 200, height: 90 }],
    ['out', 'output'],
    ['frame', 'frame', { width: 700, height: 300, tint: 'rose' }],
  ],
  ['in.problem > out'],
)

test('a note is drawn with its words as text, and a frame behind the cards', () => {
  const svg = drawSvg(graph, { theme: 'light' })
  expect(svg).toContain('Why &lt;b&gt;two&lt;/b&gt; tiers')
  expect(svg).toContain('width="700" height="300"')
  expect(svg.indexOf('width="700"')).toBeLessThan(svg.indexOf('<path'))
})

test('a node that is switched off says so in the picture', () => {
  const off = { ...graph, nodes: graph.nodes.map((node) => (node.id === 'out' ? { ...node, off: true } : node)) }
  expect(drawSvg(off, { theme: 'dark' })).toContain('off · the answer is final')
})

test('comments are no part of a flowchart', () => {
  expect(drawMermaid(graph)).not.toMatch(/note|frame/i)
})

test('no wrapped line is wider than its room, and no short word is lost', () => {
  const words = fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { maxLength: 30 })
  fc.assert(
    fc.property(words, fc.integer({ min: 100, max: 400 }), (list, width) => {
      const lines = wrapText(list.join(' '), width, 12)
      expect(lines.every((line) => textWidth(line, 12) <= width)).toBe(true)
      expect(lines.join(' ').split(' ').filter(Boolean)).toEqual(list)
    }),
  )
})
