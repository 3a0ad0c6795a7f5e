import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseGraph } from '../shared/graph/load'
import { validateGraph } from '../shared/graph/validate'
import { writeGraph } from '../shared/graph/write'

const folder = new URL('./graphs/', import.meta.url)
const cardWidth = 196
const grid = 24

describe('the sample designs', () => {
  it('are the four that the sample project compares', () => {
    expect(readdirSync(folder).sort()).toEqual([
      'all-reasoning.json',
      'all-standard.json',
      'full-hybrid.json',
      'route-by-difficulty.json',
    ])
  })

  for (const file of readdirSync(folder)) {
    const text = readFileSync(new URL(file, folder), 'utf8')

    it(`have nothing to complain about: ${file}`, () => {
      expect(validateGraph(parseGraph(text, file))).toEqual([])
    })

    it(`have their keys in the order in which the app writes them: ${file}`, () => {
      expect(text).toBe(writeGraph(parseGraph(text, file)))
    })

    it(`lie on the grid, with room for edges between the columns: ${file}`, () => {
      const places = parseGraph(text, file).nodes.map(({ at }) => at)
      expect(places.flat().filter((place) => place % grid !== 0)).toEqual([])
      const columns = [...new Set(places.map(([x]) => x))].sort((a, b) => a - b)
      for (const [index, x] of columns.slice(1).entries()) {
        expect(x - (columns[index] ?? 0)).toBeGreaterThanOrEqual(cardWidth + 72)
      }
    })
  }
})
