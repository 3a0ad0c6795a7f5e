import { type ReadRow, type RowReader, rowFromJson, tooLarge } from './row'

/** One JSON object a line; blank lines are passed over. */
export class JsonlReader implements RowReader {
  private line = 1
  private parts: string[] = []
  private length = 0

  constructor(private readonly maxRowBytes: number) {}

  *push(text: string): Iterable<ReadRow> {
    let from = 0
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      this.keep(text.slice(from, end))
      yield* this.finishLine()
      this.line++
      from = end + 1
    }
    this.keep(text.slice(from))
  }

  *end(): Iterable<ReadRow> {
    yield* this.finishLine()
  }

  private keep(part: string): void {
    this.length += part.length
    // a line that is too long is measured, not held
    if (this.length > this.maxRowBytes) this.parts = []
    else this.parts.push(part)
  }

  private *finishLine(): Iterable<ReadRow> {
    const text = this.parts.join('')
    const whole = this.length <= this.maxRowBytes
    this.parts = []
    this.length = 0
    if (!whole) yield tooLarge(this.line, this.maxRowBytes)
    else if (text.trim() !== '') yield rowFromJson(text, this.line, this.maxRowBytes)
  }
}
