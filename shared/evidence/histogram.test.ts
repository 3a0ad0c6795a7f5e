import fc from 'fast-check'
import { expect, it } from 'vitest'
import { countInBins, logEdges } from './histogram'

it('bins hold every value, and are no more than asked for', () => {
  const values = fc.array(fc.double({ min: 1, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 50 })
  fc.assert(
    fc.property(values, (some) => {
      const sorted = some.sort((a, b) => a - b)
      const edges = logEdges(sorted[0] ?? 1, sorted.at(-1) ?? 1)
      expect(edges[0]).toBeLessThanOrEqual((sorted[0] ?? 1) * (1 + 1e-12))
      expect(edges.at(-1)).toBeGreaterThanOrEqual(sorted.at(-1) ?? 1)
      expect(edges.length).toBeLessThanOrEqual(43)
      expect(countInBins(sorted, edges).reduce((sum, count) => sum + count, 0)).toBe(some.length)
    }),
  )
})

it('a value on an edge is in the bin above it', () => {
  expect(countInBins([1, 10, 99, 100], [1, 10, 100, 1000])).toEqual([1, 2, 1])
})
