const QUOTE = 0x22
const LINE_FEED = 0x0a
const CARRIAGE_RETURN = 0x0d

/** What was found: a record, a fault in its quotes (`seen`: after how many characters), or too little text to tell. */
export type CsvRecord =
  | { kind: 'record'; cells: string[]; next: number; lines: number }
  | { kind: 'fault'; fault: 'open quote' | 'text after quote' | 'too wide'; quoteLine: number; seen: number }
  | { kind: 'more' }

/**
 * Reads one record that starts at `from`: RFC 4180, with any line ending, and a quote inside an unquoted cell taken as
 * text. `last`: no more text will come. `widest`: a record over several lines with more cells than this is a fault,
 * since a forgotten quote joins rows.
 */
export function readCsvRecord(
  text: string,
  from: number,
  delimiter: string,
  last: boolean,
  widest = Number.POSITIVE_INFINITY,
): CsvRecord {
  const cells: string[] = []
  const comma = delimiter.charCodeAt(0)
  let lines = 0
  let quoteLine = 0
  for (let at = from; ; at++) {
    const quoted = text.charCodeAt(at) === QUOTE
    const cell = quoted ? quotedCell(text, at, last) : plainCell(text, at, comma)
    if (cell.kind === 'more') {
      return last ? { kind: 'fault', fault: 'open quote', quoteLine: lines, seen: text.length - from } : cell
    }
    if (quoted) quoteLine = lines
    lines += cell.lines
    cells.push(cell.text)
    at = cell.next
    if (lines > 0 && cells.length > widest) return { kind: 'fault', fault: 'too wide', quoteLine, seen: at - from }
    if (text.charCodeAt(at) === comma) continue
    const ending = endOfRecord(text, at, last)
    if (ending === 'more') return { kind: 'more' }
    if (ending === 'text') return { kind: 'fault', fault: 'text after quote', quoteLine, seen: at - from }
    return { kind: 'record', cells, next: ending, lines: lines + 1 }
  }
}

/** Where the next record starts, if this one ends here; else what stands in the way. */
function endOfRecord(text: string, at: number, last: boolean): number | 'more' | 'text' {
  const code = text.charCodeAt(at)
  if (at >= text.length) return last ? at : 'more'
  if (code === LINE_FEED) return at + 1
  if (code !== CARRIAGE_RETURN) return 'text'
  if (at + 1 === text.length && !last) return 'more'
  return text.charCodeAt(at + 1) === LINE_FEED ? at + 2 : at + 1
}

type Cell = { kind: 'cell'; text: string; next: number; lines: number } | { kind: 'more' }

function plainCell(text: string, from: number, comma: number): Cell {
  let at = from
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === comma || code === LINE_FEED || code === CARRIAGE_RETURN) break
  }
  return { kind: 'cell', text: text.slice(from, at), next: at, lines: 0 }
}

function quotedCell(text: string, from: number, last: boolean): Cell {
  let close = from + 1
  for (;;) {
    close = text.indexOf('"', close)
    if (close < 0) return { kind: 'more' }
    // the quote may be the first half of a doubled one whose other half has not come yet
    if (close + 1 === text.length && !last) return { kind: 'more' }
    if (text.charCodeAt(close + 1) !== QUOTE) break
    close += 2
  }
  const inner = text.slice(from + 1, close)
  return { kind: 'cell', text: inner.replaceAll('""', '"'), next: close + 1, lines: countLines(inner) }
}

/** Counts `\r\n`, `\n` and `\r` as one line ending each. */
function countLines(text: string): number {
  return text.match(/\r\n|\n|\r/g)?.length ?? 0
}

/** The separator that occurs most often outside quotes in the header line; a bar where there is no other; a comma where none is. */
export function detectDelimiter(headerLine: string): string {
  const bare = headerLine.replace(/"(?:[^"]|"")*"/g, '')
  let best = ','
  for (const candidate of [';', '\t']) {
    if (bare.split(candidate).length > bare.split(best).length) best = candidate
  }
  // Bars stand in the names of columns too, such as gpt-4|cost.
  return best === ',' && !bare.includes(',') && bare.includes('|') ? '|' : best
}
