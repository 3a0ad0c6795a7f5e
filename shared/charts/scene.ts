/** One SVG element: attributes in camel case, as the window's library wants them. */
export interface Mark {
  tag: 'g' | 'path' | 'rect' | 'line' | 'circle' | 'text' | 'title'
  attrs: Readonly<Record<string, string | number>>
  children?: readonly (Mark | string)[]
}

/** A picture that is drawn alike in the window, in a report and in a file. Colours are `var(--name)` of the palette. */
export interface Scene {
  width: number
  height: number
  /** What it shows, for those who do not see it. */
  label: string
  marks: readonly Mark[]
}

export const textSize = 12

export function line(x1: number, y1: number, x2: number, y2: number, attrs: Mark['attrs'] = {}): Mark {
  return { tag: 'line', attrs: { x1: place(x1), y1: place(y1), x2: place(x2), y2: place(y2), ...attrs } }
}

export function rect(x: number, y: number, width: number, height: number, attrs: Mark['attrs'] = {}): Mark {
  const size = { width: place(Math.max(0, width)), height: place(Math.max(0, height)) }
  return { tag: 'rect', attrs: { x: place(x), y: place(y), ...size, ...attrs } }
}

export function circle(cx: number, cy: number, r: number, attrs: Mark['attrs'] = {}): Mark {
  return { tag: 'circle', attrs: { cx: place(cx), cy: place(cy), r, ...attrs } }
}

/** A name that is too long for its place, with a sign that it goes on; a mark at its end is kept. */
export function cut(name: string, most: number): string {
  if (name.length <= most) return name
  const mark = / †$/.exec(name)?.[0] ?? ''
  return `${name.slice(0, most - 1 - mark.length).trimEnd()}…${mark}`
}

export function text(x: number, y: number, words: string, attrs: Mark['attrs'] = {}): Mark {
  return { tag: 'text', attrs: { x: place(x), y: place(y), fill: 'var(--ink-3)', ...attrs }, children: [words] }
}

export function path(points: readonly { x: number; y: number }[], attrs: Mark['attrs'] = {}, closed = false): Mark {
  const d = points.map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${place(x)} ${place(y)}`).join('')
  return { tag: 'path', attrs: { d: closed ? `${d}Z` : d, fill: 'none', ...attrs } }
}

export function group(attrs: Mark['attrs'], children: readonly Mark[]): Mark {
  return { tag: 'g', attrs, children }
}

/** Tenths of a pixel are enough, and keep files small. */
function place(value: number): number {
  return Math.round(value * 10) / 10
}
