import { drawSvg } from '../../shared/draw/draw-svg'
import { drawMermaid } from '../../shared/draw/mermaid'
import { SwitchyardError } from '../../shared/errors'
import type { Graph } from '../../shared/graph/schema'
import { writeGraph } from '../../shared/graph/write'
import { saveFile } from '../save-file'
import { currentTheme } from '../theme/theme'
import { words } from '../words'

export type ExportFormat = 'json' | 'svg' | 'png' | 'mermaid'

/** Hands the user a graph as a file: its document, or a picture in the colours of the window. */
export async function exportGraph(graph: Graph, format: ExportFormat): Promise<void> {
  const stem = fileStem(graph.name)
  if (format === 'json') saveFile(`${stem}.graph.json`, 'application/json', writeGraph(graph))
  if (format === 'mermaid') saveFile(`${stem}.mmd`, 'text/plain', drawMermaid(graph))
  if (format === 'svg') saveFile(`${stem}.svg`, 'image/svg+xml', drawSvg(graph, { theme: currentTheme() }))
  if (format === 'png') saveFile(`${stem}.png`, 'image/png', await rasterise(drawSvg(graph, { theme: currentTheme() })))
}

export function fileStem(name: string): string {
  const stem = name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-')
  return stem.replace(/^-|-$/g, '').slice(0, 80) || 'design'
}

/** For an `img` element: the picture as it is, without a script of its own or access to anything. */
export function svgUrl(svg: string): string {
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
}

/** Sharp on a dense screen, and no larger than a canvas may be. */
const density = 2
const longestSide = 8192

async function rasterise(svg: string): Promise<Blob> {
  const image = new Image()
  image.src = svgUrl(svg)
  await image.decode()
  const scale = Math.min(density, longestSide / Math.max(image.width, image.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(image.width * scale))
  canvas.height = Math.max(1, Math.round(image.height * scale))
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'))
  if (blob !== null) return blob
  throw new SwitchyardError('USAGE', words.exporting.tooLarge, { hint: words.exporting.tooLargeHint })
}
