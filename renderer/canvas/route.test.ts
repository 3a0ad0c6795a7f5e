import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Box, boxesTouch } from './geometry'
import { type RouteRequest, routeEdges } from './route'

const card = (x: number, y: number, height = 120): Box => ({ x, y, width: 196, height })
const between = (from: Box, to: Box): RouteRequest => ({
  source: { x: from.x + from.width, y: from.y + 72 },
  target: { x: to.x, y: to.y + 24 },
  from,
  to,
})
const touched = (line: { pointAt: (share: number) => { x: number; y: number } }, box: Box) =>
  Array.from({ length: 97 }, (_, at) => line.pointAt((at + 2) / 100)).some(({ x, y }) =>
    boxesTouch({ x, y, width: 0, height: 0 }, box),
  )

test('an edge with nothing in its way is one curve', () => {
  const [from, to] = [card(0, 0), card(300, 40)]
  const [line] = routeEdges([between(from, to)], [from, to])
  expect(line?.path.match(/[A-Z]/g)).toEqual(['M', 'C'])
})

test('an edge goes round a card that is in its way, and two such edges do not share a lane', () => {
  const [from, middle, to] = [card(0, 0), card(300, 0), card(600, 0)]
  const below = { ...between(from, to), source: { x: 196, y: 92 } }
  const [first, second] = routeEdges([between(from, to), below], [from, middle, to])
  if (first === undefined || second === undefined) throw new Error('two lines were asked for')
  expect(touched(first, middle)).toBe(false)
  expect(touched(second, middle)).toBe(false)
  expect(Math.abs(first.pointAt(0.5).y - second.pointAt(0.5).y)).toBeGreaterThanOrEqual(8)
})

test('every line begins at its port and ends at its card', () => {
  const coordinate = fc.integer({ min: 0, max: 900 })
  const cards = fc.array(
    fc.tuple(coordinate, coordinate).map(([x, y]) => card(x, y)),
    { minLength: 2, maxLength: 7 },
  )
  fc.assert(
    fc.property(cards, (all) => {
      const [first] = all
      const requests = all.slice(1).map((to) => between(first ?? to, to))
      for (const [at, line] of routeEdges(requests, all).entries()) {
        const { source, target } = requests[at] ?? between(card(0, 0), card(0, 0))
        expect(line.path.startsWith(`M${source.x},${source.y}`)).toBe(true)
        expect(line.path.endsWith(`${target.x},${target.y}`) || line.path.endsWith(`H${target.x}`)).toBe(true)
      }
    }),
  )
})
