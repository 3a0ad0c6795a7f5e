export interface Column {
  title: string
  align: 'left' | 'right'
}

/** Lines of text columns, two spaces apart; no line ends in blanks. */
export function formatTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const lines = [columns.map(({ title }) => title), ...rows]
  const widths = columns.map((_, at) => Math.max(...lines.map((cells) => widthOf(cells[at] ?? ''))))
  return lines
    .map((cells) =>
      columns
        .map(({ align }, at) => pad(cells[at] ?? '', widths[at] ?? 0, align))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function pad(text: string, width: number, align: Column['align']): string {
  const blank = ' '.repeat(Math.max(0, width - widthOf(text)))
  return align === 'left' ? text + blank : blank + text
}

function widthOf(text: string): number {
  return Array.from(text).length
}
