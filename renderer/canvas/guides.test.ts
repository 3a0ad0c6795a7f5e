import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Box } from './geometry'
import { boxRound, snapTo } from './guides'

const card = (x: number, y: number, height = 100): Box => ({ x, y, width: 196, height })

test('a card that is nearly in line is moved into line, and the line is shown', () => {
  const snap = snapTo(card(300, 4), [card(0, 0)], 6)
  expect(snap).toMatchObject({ dx: 0, dy: -4 })
  expect(snap.guides).toEqual([{ x1: -8, y1: 0, x2: 504, y2: 0 }])
})

test('nothing happens far from everything', () => {
  expect(snapTo(card(300, 40), [card(0, 0)], 6)).toEqual({ dx: 0, dy: 0, guides: [] })
  expect(snapTo(card(300, 40), [], 6).guides).toEqual([])
})

test('after the snap something is exactly in line wherever a line is shown, and nothing moved further than the reach', () => {
  const coordinate = fc.integer({ min: 0, max: 400 })
  const box = fc.tuple(coordinate, coordinate, fc.integer({ min: 40, max: 200 })).map(([x, y, h]) => card(x, y, h))
  fc.assert(
    fc.property(box, fc.array(box, { maxLength: 6 }), (dragged, others) => {
      const { dx, dy, guides } = snapTo(dragged, others, 6)
      expect(Math.max(Math.abs(dx), Math.abs(dy))).toBeLessThanOrEqual(6)
      for (const { x1, x2, y1, y2 } of guides) {
        const { x, y, width, height } = dragged
        const stops =
          x1 === x2 ? [x + dx, x + dx + width / 2, x + dx + width] : [y + dy, y + dy + height / 2, y + dy + height]
        expect(stops).toContain(x1 === x2 ? x1 : y1)
        expect(x1 === x2 || y1 === y2).toBe(true)
      }
    }),
  )
})

test('the box round several holds them all', () => {
  expect(boxRound([card(0, 0), card(300, 50)])).toEqual({ x: 0, y: 0, width: 496, height: 150 })
})
