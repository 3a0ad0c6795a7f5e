import { expect, test } from 'vitest'
import { cascade } from '../../shared/graph/graph.fixture'
import { type Box, boxesTouch } from './geometry'
import { jobOf } from './lay-out'
import { layerGraph } from './layers'

const boxesOf = (ids: readonly string[]) =>
  new Map(ids.map((id): [string, Box] => [id, { x: 0, y: 0, width: 196, height: 120 }]))

test('a tidy graph leads from left to right and no card covers another', () => {
  const graph = cascade()
  const ids = graph.nodes.map(({ id }) => id)
  const placed = layerGraph(jobOf(graph, new Set(ids), boxesOf(ids)))
  const boxes = new Map(placed.map(([id, x, y]) => [id, { x, y, width: 196, height: 120 }]))
  for (const { from, to } of graph.edges) {
    expect(boxes.get(to)?.x).toBeGreaterThan((boxes.get(from.split('.')[0] ?? '')?.x ?? 0) + 196)
  }
  const all = [...boxes.values()]
  for (const [at, box] of all.entries()) expect(all.slice(at + 1).some((other) => boxesTouch(box, other))).toBe(false)
})

test('notes and frames stay where they are, and so does what is not chosen', () => {
  const graph = cascade()
  const noted = {
    ...graph,
    nodes: [...graph.nodes, { id: 'note', kind: 'note', at: [0, 0] as [number, number], settings: {} }],
  }
  const job = jobOf(noted, new Set(['fast', 'gate', 'note']), boxesOf(noted.nodes.map(({ id }) => id)))
  expect(job.nodes.map(({ id }) => id)).toEqual(['fast', 'gate'])
  expect(job.edges).toEqual([{ from: 'fast', to: 'gate' }])
})
