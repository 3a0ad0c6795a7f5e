/** The small part of Markdown that the help pages use, as data: headings, paragraphs, lists, bold, italics and code. */
export interface Span {
  text: string
  style: 'plain' | 'bold' | 'italic' | 'code'
}

export type Block =
  | { type: 'heading'; spans: Span[] }
  | { type: 'paragraph'; spans: Span[] }
  | { type: 'list'; items: Span[][] }

export function parseMarkdown(text: string): Block[] {
  return text
    .replace(/\r\n/g, '\n')
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .flatMap(splitPart)
    .map(parseBlock)
}

const item = /^[-*] /

/** A heading is one line, and a list may follow a line without a gap. */
function splitPart(part: string): string[] {
  const blocks: string[] = []
  for (const line of part.split('\n')) {
    const last = blocks.at(-1)
    const isHeading = line.startsWith('#') || last?.startsWith('#') === true
    const beginsList = item.test(line) && last !== undefined && !item.test(last)
    if (last === undefined || isHeading || beginsList) blocks.push(line)
    else blocks[blocks.length - 1] = `${last}\n${line}`
  }
  return blocks
}

function parseBlock(part: string): Block {
  if (part.startsWith('#')) return { type: 'heading', spans: parseSpans(part.replace(/^#+\s*/, '')) }
  if (item.test(part)) {
    const items = part.split(/\n(?=[-*] )/).map((line) => parseSpans(joinLines(line.slice(2))))
    return { type: 'list', items }
  }
  return { type: 'paragraph', spans: parseSpans(joinLines(part)) }
}

function joinLines(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ')
}

const marked = /\*\*(?<bold>[^*]+)\*\*|\*(?<italic>[^*]+)\*|`(?<code>[^`]+)`/g

export function parseSpans(text: string): Span[] {
  const spans: Span[] = []
  let end = 0
  for (const match of text.matchAll(marked)) {
    if (match.index > end) spans.push({ text: text.slice(end, match.index), style: 'plain' })
    const [style, inner] = Object.entries(match.groups ?? {}).find(([, value]) => value !== undefined) ?? [
      'plain',
      match[0],
    ]
    spans.push({ text: inner, style: style as Span['style'] })
    end = match.index + match[0].length
  }
  if (end < text.length) spans.push({ text: text.slice(end), style: 'plain' })
  return spans
}
