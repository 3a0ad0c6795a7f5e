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
    .map(parseBlock)
}

function parseBlock(part: string): Block {
  if (part.startsWith('#')) return { type: 'heading', spans: parseSpans(part.replace(/^#+\s*/, '')) }
  if (/^[-*] /.test(part)) {
    const items = part.split(/\n(?=[-*] )/).map((item) => parseSpans(joinLines(item.slice(2))))
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
