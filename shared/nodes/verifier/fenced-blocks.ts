export interface FencedBlock {
  /** The word after the opening fence, in small letters; empty where there is none. */
  language: string
  text: string
}

const fence = /^ {0,3}(`{3,}|~{3,})[ \t]*([^\s`]*)/

/** The closed fenced blocks of a Markdown text, in order. */
export function fencedBlocks(markdown: string): FencedBlock[] {
  const blocks: FencedBlock[] = []
  let open: { marks: string; language: string; lines: string[] } | undefined
  for (const line of markdown.split(/\r?\n/)) {
    const [, marks, language = ''] = fence.exec(line) ?? []
    if (open === undefined) {
      if (marks !== undefined) open = { marks, language: language.toLowerCase(), lines: [] }
    } else if (marks?.startsWith(open.marks) === true && line.trim() === marks) {
      blocks.push({ language: open.language, text: open.lines.join('\n') })
      open = undefined
    } else {
      open.lines.push(line)
    }
  }
  return blocks
}
