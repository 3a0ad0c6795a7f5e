import { existsSync } from 'node:fs'
import { pictureOfDiff } from '../../shared/draw/diff-picture'
import { drawSvg } from '../../shared/draw/draw-svg'
import { drawMermaid } from '../../shared/draw/mermaid'
import type { Theme } from '../../shared/draw/palette'
import { parseGraph } from '../../shared/graph/load'
import type { Graph } from '../../shared/graph/schema'
import { writeGraph } from '../../shared/graph/write'
import type { drawFormats } from './define-drawing'
import { findGraph, readGraphFile } from './read-input'
import { withServices } from './session'
import { print } from './speak'

export interface DrawWords {
  db?: string
  format: (typeof drawFormats)[number]
  theme: Theme
  since?: string
}

/** Writes a graph as a picture, as text for a diagram or as its own document. */
export async function draw(name: string, { db, format, theme, since }: DrawWords): Promise<void> {
  const graph = await readGraph(name, db)
  if (format === 'json') return print(writeGraph(graph))
  if (format === 'mermaid') return print(drawMermaid(graph))
  if (since === undefined) return print(drawSvg(graph, { theme }))
  const { graph: both, marks } = pictureOfDiff(await readGraph(since, db), graph)
  print(drawSvg(both, { theme, marks }))
}

/** A graph by its file, which needs no database, or by the name of a design. */
async function readGraph(name: string, db: string | undefined): Promise<Graph> {
  if (existsSync(name)) return readGraphFile(name)
  return withServices({ db, access: 'read' }, (services) => {
    const found = findGraph(name, services)
    return 'graph' in found ? found.graph : parseGraph(services.designs.get(found.designId).graph, `design “${name}”`)
  })
}
