import type { GraphNode } from '../graph/schema'
import type { Hue } from '../nodes/kind'
import { fitText, textWidth } from './fit-text'
import { type Box, n } from './line'
import type { Palette } from './palette'
import { text } from './text'

/** Frames and notes: they hold no port, have a size of their own and are drawn as what they are, not as cards. */
export interface SceneComment {
  node: GraphNode
  title: string
  box: Box
}

const sizes: Readonly<Record<string, { width: number; height: number }>> = {
  frame: { width: 520, height: 320 },
  note: { width: 240, height: 120 },
}

export function isComment({ kind }: GraphNode): boolean {
  return Object.hasOwn(sizes, kind)
}

export function describeComment(node: GraphNode, title: string): SceneComment {
  const usual = sizes[node.kind] ?? { width: 0, height: 0 }
  const [x, y] = node.at
  const { width, height } = node.settings
  return { node, title, box: { x, y, width: sizeOf(width, usual.width), height: sizeOf(height, usual.height) } }
}

/** A size from a file may be anything. */
function sizeOf(value: unknown, usual: number): number {
  return typeof value === 'number' && value >= 40 && value <= 20_000 ? value : usual
}

const tints: Readonly<Record<string, Hue>> = {
  indigo: 'model',
  amber: 'decision',
  green: 'check',
  cyan: 'memory',
  rose: 'human',
}

const lineHeight = 16

/** `more` goes into the group's tag: how faint it is. */
export function drawComment({ node, title, box }: SceneComment, palette: Palette, more: string): string {
  const open = `<g transform="translate(${n(box.x)} ${n(box.y)})"${more}>`
  const size = `width="${n(box.width)}" height="${n(box.height)}"`
  if (node.kind === 'frame') {
    const { strong } = palette.hues[tints[String(node.settings.tint)] ?? 'end']
    const region = `<rect ${size} rx="12" fill="${strong}" fill-opacity="0.07" stroke="${strong}" stroke-opacity="0.45"/>`
    const words = text(fitText(title, box.width - 24, 12), { x: 12, y: 21, size: 12, fill: strong, weight: 600 })
    return `${open}${region}${words}</g>`
  }
  const paper = `<rect ${size} rx="8" fill="${palette.raised}" stroke="${palette.line}"/>`
  const { text: said } = node.settings
  const lines = wrapText(typeof said === 'string' ? said : '', box.width - 20, 11)
  const shown = lines.slice(0, Math.max(0, Math.floor((box.height - 12) / lineHeight)))
  const words = shown.map((line, index) =>
    text(line, { x: 10, y: 20 + index * lineHeight, size: 11, fill: palette['ink-2'] }),
  )
  return `${open}${paper}${words.join('')}</g>`
}

/** More lines than any note shows; the rest of a long text is not measured. */
const mostLines = 200

/** The words in lines that fit; a word that is too long for one is cut. */
export function wrapText(words: string, width: number, size: number): string[] {
  const lines: string[] = []
  for (const paragraph of words.split(/\r?\n/)) {
    let line = ''
    for (const word of paragraph.split(/\s+/)) {
      const longer = line === '' ? word : `${line} ${word}`
      if (textWidth(longer, size) <= width) {
        line = longer
        continue
      }
      if (line !== '') lines.push(line)
      line = fitText(word, width, size)
      if (lines.length >= mostLines) return lines
    }
    lines.push(line)
    if (lines.length >= mostLines) return lines
  }
  return lines
}
