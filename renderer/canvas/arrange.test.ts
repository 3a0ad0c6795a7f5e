import fc from 'fast-check'
import { expect, test } from 'vitest'
import { alignBoxes, distributeBoxes } from './arrange'
import type { Box } from './geometry'

const boxes = (...list: [number, number, number, number][]) =>
  new Map(list.map(([x, y, width, height], at): [string, Box] => [`n${at}`, { x, y, width, height }]))

test('edges are aligned to the outermost, middles to the middle of all', () => {
  const some = boxes([0, 0, 100, 50], [40, 200, 200, 80])
  expect([...alignBoxes(some, 'left').values()]).toEqual([
    [0, 0],
    [0, 200],
  ])
  expect([...alignBoxes(some, 'right').values()]).toEqual([
    [140, 0],
    [40, 200],
  ])
  expect([...alignBoxes(some, 'centres').values()]).toEqual([
    [70, 0],
    [20, 200],
  ])
  expect([...alignBoxes(some, 'bottom').values()]).toEqual([
    [0, 230],
    [40, 200],
  ])
})

test('distributed boxes have equal gaps, and the outer ones stay', () => {
  const coordinate = fc.integer({ min: -2000, max: 2000 })
  const size = fc.integer({ min: 20, max: 300 })
  fc.assert(
    fc.property(fc.array(fc.tuple(coordinate, coordinate, size, size), { minLength: 3, maxLength: 9 }), (list) => {
      const some = boxes(...list)
      const placed = distributeBoxes(some, 'across')
      const after = [...placed].map(([id, [x]]) => ({ x, width: some.get(id)?.width ?? 0 }))
      const gaps = after.slice(1).map(({ x }, at) => x - ((after[at]?.x ?? 0) + (after[at]?.width ?? 0)))
      expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(2)
      expect([...placed].every(([id, [, y]]) => y === some.get(id)?.y)).toBe(true)
    }),
  )
})

test('two boxes are distributed as they are', () => {
  expect(distributeBoxes(boxes([0, 0, 10, 10], [50, 0, 10, 10]), 'down').size).toBe(0)
})
