import { SwitchyardError } from '../../shared/errors'
import { type CsvRecord, detectDelimiter, readCsvRecord } from './csv-cells'
import { isTooLarge, type ReadRow, type RowReader, tooLarge, valuesFrom } from './row'

const QUOTE_HINT = 'close the quote, or write a quote inside a quoted cell twice ("")'

/** What is read again after a forgotten quote may add up to the file itself and this many rows of the largest size. */
const REREAD_ROWS = 16

type Fault = CsvRecord & { kind: 'fault' }

function headerFrom(cells: readonly string[]): string[] {
  const names = cells.map((cell) => cell.trim())
  const twice = names.find((name, index) => name !== '' && names.indexOf(name) < index)
  if (twice !== undefined) {
    throw new SwitchyardError('DATA_COLUMNS', `the header names the column ${JSON.stringify(twice)} twice`, {
      hint: 'give every column a name of its own',
    })
  }
  return names
}

/** Spreadsheets begin a file with `sep=;` where its separator is another one than they would expect. */
function delimiterSaid(line: string): string | undefined {
  return /^"?sep=([^"\r\n])"?[\r\n]*$/i.exec(line)?.[1]
}

/**
 * CSV with a header row, cells separated by commas, semicolons or tabs. A forgotten quote costs the line on which its
 * row starts: reading goes on at the next line instead of taking the rest of the file for one cell.
 */
export class CsvReader implements RowReader {
  private rest = ''
  private line = 1
  private header: string[] | undefined
  private delimiter = ','
  /** By a line before the header. */
  private saidDelimiter: string | undefined
  /** Passing over the rest of a line that is too large. */
  private skipping = false
  /** A carriage return ended the last piece: a line feed that follows belongs to it. */
  private brokeOnReturn = false
  /** Length at which to look at an unfinished record again: growing steps keep small pieces from costing a square. */
  private lookAt = 0
  /** Grows with what is read and falls with what is read again: a hostile file must not cost a square. */
  private rereadLeft = 0

  constructor(private readonly maxRowBytes: number) {}

  *push(text: string): Iterable<ReadRow> {
    this.rest += text
    this.rereadLeft += text.length
    if (this.rest.length >= this.lookAt) yield* this.readRecords(false)
  }

  *end(): Iterable<ReadRow> {
    yield* this.readRecords(true)
  }

  private *readRecords(last: boolean): Iterable<ReadRow> {
    let at = 0
    for (;;) {
      at = this.skipToRecord(at)
      if (at >= this.rest.length || this.skipping) break
      if (this.header === undefined && !this.findDelimiter(at, last)) break
      const record = readCsvRecord(this.rest, at, this.delimiter, last, this.header?.length)
      if (record.kind === 'more') {
        if (this.rest.length - at <= this.maxRowBytes) break
        yield this.giveUp(at, { kind: 'fault', fault: 'open quote', quoteLine: 0, seen: this.rest.length - at })
        at = this.afterLine(at)
      } else if (record.kind === 'fault') {
        yield this.giveUp(at, record)
        at = this.afterLine(at)
      } else {
        const row = this.take(record.cells, this.rest.slice(at, record.next))
        if (row !== undefined) yield row
        this.line += record.lines
        at = record.next
      }
    }
    this.rest = this.rest.slice(at)
    this.lookAt = Math.min(this.rest.length * 1.25, this.maxRowBytes + 1)
  }

  /** Passes over what is left of a line that is too large, and over blank lines. */
  private skipToRecord(from: number): number {
    let at = from
    if (this.skipping) at = this.afterLine(at)
    for (; at < this.rest.length; at++) {
      const code = this.rest.charCodeAt(at)
      if (code !== 0x0a && code !== 0x0d) break
      if (code === 0x0d || !this.brokeOnReturn) this.line++
      this.brokeOnReturn = code === 0x0d
    }
    if (at < this.rest.length) this.brokeOnReturn = false
    return at
  }

  /** Where the next physical line starts; the end of the text, and `skipping`, where that is still to come. */
  private afterLine(from: number): number {
    const found = /\r\n|\n|\r/g
    found.lastIndex = from
    const match = found.exec(this.rest)
    this.skipping = match === null
    if (match === null) return this.rest.length
    const end = match.index + match[0].length
    this.line++
    this.brokeOnReturn = match[0] === '\r'
    return end
  }

  private findDelimiter(at: number, last: boolean): boolean {
    const end = this.rest.slice(at, at + this.maxRowBytes).search(/[\r\n]/)
    if (end < 0 && !last && this.rest.length - at <= this.maxRowBytes) return false
    this.delimiter = this.saidDelimiter ?? detectDelimiter(this.rest.slice(at, end < 0 ? undefined : at + end))
    return true
  }

  private take(cells: string[], text: string): ReadRow | undefined {
    if (this.header === undefined) {
      if (text.trim() === '') return undefined
      const said = this.saidDelimiter === undefined ? delimiterSaid(text) : undefined
      if (said === undefined) this.header = headerFrom(cells)
      else this.saidDelimiter = said
      return undefined
    }
    if (isTooLarge(text, this.maxRowBytes)) return tooLarge(this.line, this.maxRowBytes)
    if (cells.length === 1 && cells[0]?.trim() === '' && this.header.length > 1) return undefined
    if (cells.length !== this.header.length) {
      const count = `${cells.length} ${cells.length === 1 ? 'column' : 'columns'}`
      return { line: this.line, reason: `the row has ${count}, the header has ${this.header.length}` }
    }
    return { line: this.line, values: valuesFrom(this.header.map((name, index) => [name, cells[index]])) }
  }

  /** The bad row for a record that cannot be read; reading goes on at its second line. */
  private giveUp(at: number, fault: Fault): ReadRow {
    const { line, maxRowBytes } = this
    const reason = this.reasonFor(at, fault)
    if (this.header === undefined) {
      throw new SwitchyardError('DATA_FORMAT', `the header in line ${line} cannot be read: ${reason}`, {
        hint: QUOTE_HINT,
      })
    }
    const firstLine = this.rest.slice(at, at + fault.seen).search(/[\r\n]/)
    this.rereadLeft -= firstLine < 0 ? 0 : fault.seen - firstLine
    if (this.rereadLeft < -REREAD_ROWS * maxRowBytes) {
      throw new SwitchyardError('DATA_FORMAT', `too many quotes are left open, the last in line ${line}`, {
        hint: QUOTE_HINT,
      })
    }
    return { line, reason }
  }

  private reasonFor(at: number, fault: Fault): string {
    const quote = `the quote opened in line ${this.line + fault.quoteLine}`
    if (fault.fault === 'text after quote') return `${quote} is never closed, or closed before more text`
    if (fault.fault === 'too wide') return `${quote} is never closed, or the row has more columns than the header`
    if (fault.seen <= this.maxRowBytes) return `${quote} is never closed`
    const { reason } = tooLarge(this.line, this.maxRowBytes)
    // one long line says nothing about its quotes; many lines in one row do
    return /[\r\n]/.test(this.rest.slice(at)) ? `${reason}, or a quote opened in it is never closed` : reason
  }
}
