import { expect, test } from 'vitest'
import { graphOf, oneModel } from '../../shared/graph/graph.fixture'
import { previewShapes } from './preview-shapes'

test('a preview has a card for each node and a line for each edge, in the hue of where it starts', () => {
  const { cards, lines } = previewShapes(oneModel())
  expect(cards.map(({ id, hue }) => [id, hue])).toEqual([
    ['in', 'end'],
    ['ask', 'model'],
    ['out', 'end'],
  ])
  expect(lines.map(({ from, hue }) => [from, hue])).toEqual([
    ['in.problem', 'end'],
    ['ask.answer', 'model'],
  ])
})

test('every card is inside the picture', () => {
  const { viewBox, cards } = previewShapes(oneModel())
  const [left = 0, top = 0, width = 0, height = 0] = viewBox.split(' ').map(Number)
  for (const { box } of cards) {
    expect(box.x).toBeGreaterThan(left)
    expect(box.y).toBeGreaterThan(top)
    expect(box.x + box.width).toBeLessThan(left + width)
    expect(box.y + box.height).toBeLessThan(top + height)
  }
})

test('an empty graph and an edge to nothing draw nothing and break nothing', () => {
  expect(previewShapes(graphOf([], []))).toMatchObject({ cards: [], lines: [] })
  expect(previewShapes(graphOf([['in', 'input']], ['in.problem > gone'])).lines).toEqual([])
})
