import { BACKSLASH, CLOSE_LIST, CLOSE_OBJECT, OPEN_LIST, OPEN_OBJECT, QUOTE } from './json-codes'

const DEEPEST = 100_000

/** Follows one JSON value through its characters, to know where it ends without parsing it. */
export class JsonNesting {
  private readonly open: number[] = []
  private inText = false
  private escaped = false

  /** True while the value's brackets or quotes are open: before that it is a number, `true`, `false` or `null`. */
  get isOpen(): boolean {
    return this.inText || this.open.length > 0
  }

  /** Text in JSON cannot hold a line break: where one comes, a quote was forgotten. */
  get isInText(): boolean {
    return this.inText
  }

  get isTooDeep(): boolean {
    return this.open.length > DEEPEST
  }

  /** Takes the next character; true when it closes the value. */
  closesWith(code: number): boolean {
    if (this.inText) return this.closesText(code)
    if (code === QUOTE) this.inText = true
    else if (code === OPEN_LIST || code === OPEN_OBJECT) this.open.push(code)
    else if (code === CLOSE_LIST) return this.closes(OPEN_LIST)
    else if (code === CLOSE_OBJECT) return this.closes(OPEN_OBJECT)
    return false
  }

  private closesText(code: number): boolean {
    if (this.escaped) this.escaped = false
    else if (code === BACKSLASH) this.escaped = true
    else if (code === QUOTE) this.inText = false
    return !this.isOpen
  }

  /** A forgotten inner bracket must not swallow the next value: an outer one closes it too. */
  private closes(opener: number): boolean {
    const at = this.open.lastIndexOf(opener)
    if (at >= 0) this.open.length = at
    return at === 0
  }
}
