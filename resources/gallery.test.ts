import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseGraph } from '../shared/graph/load'
import { validateGraph } from '../shared/graph/validate'
import { writeGraph } from '../shared/graph/write'
import { checkSchema } from '../shared/nodes/verifier/schema'

const folder = new URL('./gallery/', import.meta.url)
const schema = readFileSync(new URL('./graph.schema.json', import.meta.url), 'utf8')
const cardWidth = 196
const grid = 24

describe.each(readdirSync(folder))('the gallery’s %s', (file) => {
  const text = readFileSync(new URL(file, folder), 'utf8')
  const graph = parseGraph(text, file)

  it('has nothing to complain about', () => {
    expect(validateGraph(graph)).toEqual([])
  })

  it('is valid by the JSON Schema and written as the app writes it', () => {
    expect(checkSchema(text, null, schema)).toMatchObject({ ok: true })
    expect(text).toBe(writeGraph(graph))
  })

  it('says when it fits and what latency it must keep, and sets that as its budget', () => {
    expect(graph.description).toMatch(/^(For |One idea: )/)
    const stated = /Must keep (?:\d+ to )?(?:minutes to hours, here )?(\d+) (s|min|h)/.exec(graph.description)
    const units: Record<string, number> = { s: 1000, min: 60_000, h: 3_600_000 }
    expect(Number(stated?.[1]) * (units[stated?.[2] ?? ''] ?? 0)).toBe(graph.limits.latencyMs)
  })

  it('lies on the grid, with room for edges between the columns', () => {
    const places = graph.nodes.map(({ at }) => at)
    expect(places.flat().filter((place) => place % grid !== 0)).toEqual([])
    const columns = [...new Set(places.map(([x]) => x))].sort((a, b) => a - b)
    for (const [index, x] of columns.slice(1).entries()) {
      expect(x - (columns[index] ?? 0)).toBeGreaterThanOrEqual(cardWidth + 72)
    }
  })
})
