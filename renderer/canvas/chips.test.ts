import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chipScale, placeChips } from './chips'
import { type Box, boxesTouch, drawEdge } from './geometry'

const chipBox = ({ x, y, text }: { x: number; y: number; text: string }, scale: number): Box => {
  const width = (text.length * 6.4 + 14) * scale
  return { x: x - width / 2, y: y - 9 * scale, width, height: 18 * scale }
}

const box: Box = { x: 0, y: 0, width: 196, height: 100 }

test('a chip lies in the middle of a free edge', () => {
  const line = drawEdge({ x: 200, y: 50 }, { x: 440, y: 50 }, box, box)
  const chip = placeChips([{ id: 'e', line, wordings: ['5,004 · 50 %', '50 %'] }], []).chips.get('e')
  expect(chip).toEqual({ x: 320, y: 50, text: '5,004 · 50 %' })
})

test('a short gap takes the shorter wording before it covers a card', () => {
  const cards = [
    { x: 0, y: -200, width: 200, height: 600 },
    { x: 250, y: -200, width: 200, height: 600 },
  ]
  const line = drawEdge({ x: 200, y: 50 }, { x: 250, y: 50 }, box, box)
  expect(placeChips([{ id: 'e', line, wordings: ['5,004 · 50 %', '50 %'] }], cards).chips.get('e')?.text).toBe('50 %')
})

test('no chip covers a card or another chip', () => {
  const coordinate = fc.integer({ min: 0, max: 900 })
  const card = fc.record({
    x: coordinate,
    y: coordinate,
    width: fc.constant(196),
    height: fc.integer({ min: 60, max: 180 }),
  })
  fc.assert(
    fc.property(fc.array(card, { minLength: 2, maxLength: 8 }), fc.constantFrom(1, 1.4, 1.6), (cards, scale) => {
      const requests = cards.slice(1).map((to, index) => {
        const from = cards[index] ?? to
        const source = { x: from.x + from.width, y: from.y + 70 }
        const line = drawEdge(source, { x: to.x, y: to.y + 24 }, from, to)
        return { id: String(index), line, wordings: ['1,234 · 12 %', '12 %'] }
      })
      const boxes = [...placeChips(requests, cards, scale).chips.values()].map((chip) => chipBox(chip, scale))
      for (const [index, box] of boxes.entries()) {
        expect(cards.some((other) => boxesTouch(box, other))).toBe(false)
        expect(boxes.slice(index + 1).some((other) => boxesTouch(box, other))).toBe(false)
      }
    }),
  )
})

const card = (x: number, y: number): Box => ({ x, y, width: 196, height: 120 })

test('an edge that leads back in one row goes round below both cards', () => {
  const line = drawEdge({ x: 696, y: 60 }, { x: 100, y: 40 }, card(500, 0), card(100, 20))
  expect(line.pointAt(0.5).y).toBeGreaterThan(140)
})

test('an edge to the next row leads between the rows, as a line of text does', () => {
  const line = drawEdge({ x: 696, y: 60 }, { x: 100, y: 224 }, card(500, 0), card(100, 200))
  expect(line.pointAt(0.5).y).toBeGreaterThan(120)
  expect(line.pointAt(0.5).y).toBeLessThan(200)
})

test('chips grow where the canvas is zoomed out, within limits', () => {
  expect([2, 1, 0.9, 0.6, 0.1].map(chipScale)).toEqual([1, 1, 1, 1.4, 1.6])
})

test('while figures change and not their lengths, chips stay and are not sought anew', () => {
  let looks = 0
  const straight = drawEdge({ x: 200, y: 50 }, { x: 440, y: 50 }, box, box)
  const line = {
    path: straight.path,
    pointAt: (share: number) => {
      looks += 1
      return straight.pointAt(share)
    },
  }
  const cards: Box[] = [box]
  const request = (share: string) => [{ id: 'e', line, wordings: [`5,004 · ${share}`, share] }]
  const first = placeChips(request('50 %'), cards)
  looks = 0
  const second = placeChips(request('51 %'), cards, 1, first)
  expect(second.chips.get('e')).toEqual({ x: 320, y: 50, text: '5,004 · 51 %' })
  expect(looks).toBe(0)
  expect(placeChips(request('100 %'), cards, 1, second).chips.get('e')?.text).toBe('5,004 · 100 %')
  expect(looks).toBeGreaterThan(0)
})

test('a chip that gets longer words keeps off those that stay', () => {
  const cards: Box[] = []
  const line = (y: number) => drawEdge({ x: 200, y }, { x: 440, y }, box, box)
  const [upper, lower] = [line(50), line(60)]
  const requests = (count: string) => [
    { id: 'a', line: upper, wordings: [count] },
    { id: 'b', line: lower, wordings: ['9 · 1 %'] },
  ]
  const first = placeChips(requests('9 · 1 %'), cards)
  const { chips } = placeChips(requests('10,000 · 100 %'), cards, 1, first)
  const [a, b] = [chips.get('a'), chips.get('b')]
  expect(b).toEqual(first.chips.get('b'))
  expect(a && b && boxesTouch(chipBox(a, 1), chipBox(b, 1))).toBe(false)
})
