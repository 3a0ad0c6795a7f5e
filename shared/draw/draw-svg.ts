import type { Graph } from '../graph/schema'
import { drawFrame, drawNote } from './draw-comment'
import { fitText } from './fit-text'
import { type Box, n } from './line'
import { type Palette, palettes, type Theme } from './palette'
import { describeScene, entryY, headHeight, portHeight, type Scene, type SceneCard, type SceneLine } from './scene'

/** How a part differs from another version. */
export type Mark = 'added' | 'removed' | 'changed' | 'moved'

/** Colour is never the only sign. */
export const signs: Readonly<Record<Mark, string>> = { added: '+', removed: '−', changed: '≠', moved: '↔' }

export interface Marks {
  nodes: ReadonlyMap<string, Mark>
  /** By `from > to`. */
  edges: ReadonlyMap<string, Mark>
}

/** A way through the graph: its nodes by id, its edges by `from > to`. */
export interface Lit {
  nodes: ReadonlySet<string>
  edges: ReadonlySet<string>
}

export interface DrawOptions {
  theme: Theme
  /** What is not marked is drawn faintly. */
  marks?: Marks
  /** What one problem passed; the rest is drawn faintly. */
  lit?: Lit
}

export const margin = 32
const font = 'Inter, system-ui, "Segoe UI", "DejaVu Sans", sans-serif'

/** The graph as a picture that needs no other file: plain SVG without script, style sheet, font or link. */
export function drawSvg(graph: Graph, options: DrawOptions): string {
  return drawScene(describeScene(graph), graph.name, options)
}

export function drawScene(scene: Scene, name: string, { theme, marks, lit }: DrawOptions): string {
  const palette = palettes[theme]
  const { x, y, width, height } = pictureBox(scene)
  const pen: Pen = { palette, marks, lit }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${n(x)} ${n(y)} ${n(width)} ${n(height)}" width="${n(width)}" height="${n(height)}" font-family="${escapeXml(font)}" role="img">`,
    `<title>${escapeXml(name)}</title>`,
    `<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" fill="${palette.ground}"/>`,
    // Frames lie behind everything.
    ...scene.cards.filter(isFrame).map((card) => drawCard(card, pen)),
    ...scene.lines.map((line) => drawLine(line, pen)),
    ...scene.cards.filter((card) => !isFrame(card)).map((card) => drawCard(card, pen)),
    '</svg>\n',
  ].join('\n')
}

const isFrame = ({ comment }: SceneCard) => comment?.kind === 'frame'

/** What the picture shows: the scene and a margin. */
export function pictureBox({ box }: Scene): Box {
  return { x: box.x - margin, y: box.y - margin, width: box.width + 2 * margin, height: box.height + 2 * margin }
}

export const edgeKey = ({ from, to }: { from: string; to: string }) => `${from} > ${to}`

interface Pen {
  palette: Palette
  marks: Marks | undefined
  lit: Lit | undefined
}

function markColour({ palette }: Pen, mark: Mark): string {
  if (mark === 'moved') return palette['ink-3']
  return { added: palette.good, removed: palette.bad, changed: palette.warn }[mark]
}

function faint({ marks, lit }: Pen, mark: Mark | undefined, isLit: boolean | undefined): string {
  if (lit !== undefined && isLit !== true) return ' opacity="0.35"'
  return marks !== undefined && mark === undefined ? ' opacity="0.5"' : ''
}
const dashed = (mark: Mark | undefined) => (mark === 'removed' ? ' stroke-dasharray="6 5"' : '')

function drawLine({ edge, hue, line }: SceneLine, pen: Pen): string {
  const mark = pen.marks?.edges.get(edgeKey(edge))
  const colour = mark === undefined ? pen.palette.hues[hue].strong : markColour(pen, mark)
  const isLit = pen.lit?.edges.has(edgeKey(edge))
  const width = isLit === true ? 4 : 2
  const path = `<path d="${line.path}" fill="none" stroke="${colour}" stroke-width="${width}"${dashed(mark)}${faint(pen, mark, isLit)}/>`
  return mark === undefined ? path : path + badge(line.middle.x, line.middle.y, mark, pen)
}

function drawCard(card: SceneCard, pen: Pen): string {
  const { box, hue, ports, isEntry, node } = card
  const { palette } = pen
  const mark = pen.marks?.nodes.get(node.id)
  const { strong, soft } = palette.hues[hue]
  const isLit = pen.lit?.nodes.has(node.id)
  const border = mark === undefined ? (isLit === true ? strong : palette.line) : markColour(pen, mark)
  const place = `<g transform="translate(${n(box.x)} ${n(box.y)})"${card.isOff ? ' opacity="0.6"' : faint(pen, mark, isLit)}>`
  const sign = mark === undefined ? '' : badge(box.x + box.width - 4, box.y + 4, mark, pen)
  if (card.comment !== undefined) {
    const drawn = isFrame(card) ? drawFrame(card, palette, text) : drawNote(card, palette, text)
    return `${place}${drawn}</g>${sign}`
  }
  return [
    place,
    `<rect width="${box.width}" height="${box.height}" rx="8" fill="${palette.raised}" stroke="${border}" stroke-width="${mark === undefined && isLit !== true ? 1 : 2}"${dashed(mark)}/>`,
    `<rect x="10" y="13" width="22" height="22" rx="6" fill="${soft}"/>`,
    text(card.title.slice(0, 1).toUpperCase(), { x: 21, y: 28, size: 12, fill: strong, weight: 600, anchor: 'middle' }),
    text(fitText(card.title, box.width - 66, 13), { x: 40, y: 28, size: 13, fill: palette.ink, weight: 600 }),
    text(fitText(card.summary, box.width - 20, 11), { x: 10, y: 51, size: 11, fill: palette['ink-2'] }),
    ...ports.map((port, index) => drawPort(port, headHeight + index * portHeight + portHeight / 2, card, pen)),
    isEntry ? '' : dot(0, entryY, palette.raised, palette['ink-3']),
    '</g>',
    sign,
  ].join('')
}

function drawPort(port: string, y: number, { box, hue }: SceneCard, { palette }: Pen): string {
  const { strong } = palette.hues[hue]
  const label = { x: box.width - 12, y: y + 4, size: 11, fill: palette['ink-2'], anchor: 'end' }
  return text(fitText(port, box.width - 36, 11), label) + dot(box.width, y, strong, strong)
}

function dot(x: number, y: number, fill: string, stroke: string): string {
  return `<circle cx="${n(x)}" cy="${n(y)}" r="4" fill="${fill}" stroke="${stroke}" stroke-width="2"/>`
}

function badge(x: number, y: number, mark: Mark, pen: Pen): string {
  const circle = `<circle cx="${n(x)}" cy="${n(y)}" r="9" fill="${markColour(pen, mark)}"/>`
  const sign = { x, y: y + 5, size: 14, fill: pen.palette.raised, weight: 700, anchor: 'middle' }
  return circle + text(signs[mark], sign)
}

interface Lettering {
  x: number
  y: number
  size: number
  fill: string
  weight?: number
  anchor?: string
}

function text(words: string, { x, y, size, fill, weight, anchor }: Lettering): string {
  const more = `${weight === undefined ? '' : ` font-weight="${weight}"`}${anchor === undefined ? '' : ` text-anchor="${anchor}"`}`
  return `<text x="${n(x)}" y="${n(y)}" font-size="${size}" fill="${fill}"${more}>${escapeXml(words)}</text>`
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/** Text from a file stays text: no mark-up comes through, and what XML cannot hold is left out. */
export function escapeXml(words: string): string {
  return words
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"']/g, (character) => entities[character] ?? '')
}
