import type { Hue } from '../nodes/kind'
import { fitText, textWidth } from './fit-text'
import { n } from './line'
import type { Palette } from './palette'
import type { SceneCard } from './scene'

/** One line of text at a place within the card. */
export type Letter = (
  words: string,
  at: { x: number; y: number; size: number; fill: string; weight?: number },
) => string

const hueOfTint: Readonly<Record<string, Hue>> = {
  indigo: 'model',
  amber: 'decision',
  green: 'check',
  cyan: 'memory',
  rose: 'human',
}

/** A titled region; the cards in it are drawn over it. */
export function drawFrame({ box, title, comment }: SceneCard, { hues }: Palette, letter: Letter): string {
  const { strong } = hues[hueOfTint[comment?.tint ?? ''] ?? 'end']
  const area = `<rect width="${n(box.width)}" height="${n(box.height)}" rx="12" fill="${strong}" fill-opacity="0.07" stroke="${strong}" stroke-opacity="0.45"/>`
  return area + letter(fitText(title, box.width - 24, 13), { x: 12, y: 20, size: 13, fill: strong, weight: 600 })
}

const lineHeight = 18
const noteSize = 12

/** The words of a note as they were written, as many lines as it has room for. */
export function drawNote({ box, comment }: SceneCard, { hues, ...palette }: Palette, letter: Letter): string {
  const area = `<rect width="${n(box.width)}" height="${n(box.height)}" rx="8" fill="${hues.decision.soft}" stroke="${palette.line}"/>`
  const room = Math.floor((box.height - 16) / lineHeight)
  const lines = wrapText(comment?.text ?? '', box.width - 24, noteSize).slice(0, Math.max(0, room))
  const drawn = lines.map((words, index) =>
    letter(words, { x: 12, y: 22 + index * lineHeight, size: noteSize, fill: palette.ink }),
  )
  return area + drawn.join('')
}

/** Breaks a text between its words where a line is full, and where the text has a break of its own. */
export function wrapText(text: string, width: number, size: number): string[] {
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = []
    let line = ''
    for (const word of paragraph.split(/\s+/).filter(Boolean)) {
      const longer = line === '' ? word : `${line} ${word}`
      if (line === '' || textWidth(longer, size) <= width) line = longer
      else {
        lines.push(line)
        line = word
      }
    }
    return [...lines, line].map((words) => fitText(words, width, size))
  })
}
