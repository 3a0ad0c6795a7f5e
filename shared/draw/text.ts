import { n } from './line'

export interface Lettering {
  x: number
  y: number
  size: number
  fill: string
  weight?: number
  anchor?: string
}

/** Words as an element of SVG. */
export function text(words: string, { x, y, size, fill, weight, anchor }: Lettering): string {
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
