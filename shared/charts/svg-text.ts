import { type Palette, withColours } from './palette'
import { type Mark, type Scene, textSize } from './scene'

const font = "Inter, system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif"

/** The text of an `<svg>` element; colours stay variables, to be given by the page around it. */
export function svgElement({ width, height, label, marks }: Scene): string {
  const attrs = `viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escapeXml(label)}" font-family="${font}" font-size="${textSize}"`
  return `<svg xmlns="http://www.w3.org/2000/svg" ${attrs}>${marks.map(markText).join('')}</svg>`
}

/** A whole SVG file: its colours and its ground are its own. */
export function svgFile(scene: Scene, palette: Palette): string {
  const ground: Mark = { tag: 'rect', attrs: { width: scene.width, height: scene.height, fill: 'var(--surface)' } }
  return withColours(`${svgElement({ ...scene, marks: [ground, ...scene.marks] })}\n`, palette)
}

function markText({ tag, attrs, children = [] }: Mark): string {
  const written = Object.entries(attrs).map(([name, value]) => ` ${kebab(name)}="${escapeXml(String(value))}"`)
  const inside = children.map((child) => (typeof child === 'string' ? escapeXml(child) : markText(child)))
  return `<${tag}${written.join('')}>${inside.join('')}</${tag}>`
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text as XML and HTML carry it, in elements and in attributes; control characters, which XML cannot carry, are left out. */
export function escapeXml(text: string): string {
  return text.replace(/[^\P{Cc}\t\n\r]/gu, '').replace(/[&<>"']/g, (mark) => marks[mark] ?? mark)
}
