import { SwitchyardError } from '../../shared/errors'
import { CLOSE_LIST, CLOSE_OBJECT, COLON, COMMA, LINE_BREAK, OPEN_LIST, OPEN_OBJECT, QUOTE } from './json-codes'
import { JsonNesting } from './json-nesting'
import { type ReadRow, type RowReader, rowFromJson, tooLarge } from './row'

const SHAPE_HINT = 'give a list of objects, or an object with exactly one list, such as {"data": [...]}'

function isSpace(code: number): boolean {
  return code === 0x20 || code === LINE_BREAK || code === 0x0d || code === 0x09
}

/** Where a row began, and whether it was the first thing on its line. */
interface RowStart {
  line: number
  indent: number | null
  nesting: JsonNesting
}

type State = 'start' | 'members' | 'value' | 'rows' | 'row' | 'lost' | 'end' | 'ignored'

/**
 * The rows of one JSON list, each parsed on its own, so that a broken one costs only itself. `path` names the members that lead to
 * the list; without it the document is the list, or an object that holds exactly one.
 */
export class JsonReader implements RowReader {
  private state: State = 'start'
  private line = 1
  /** Spaces since the line began; null once anything else came. */
  private indent: number | null = 0
  private inObject = false
  private listLine: number | null = null
  private skipped = new JsonNesting()
  /** How many names of the path were followed, and the name that is being read. */
  private depth = 0
  private name = ''
  private isOnPath = false
  private row: RowStart = { line: 1, indent: null, nesting: new JsonNesting() }
  private parts: string[] = []
  private length = 0
  private found: ReadRow[] = []

  constructor(
    private readonly maxRowBytes: number,
    private readonly path?: readonly string[],
  ) {}

  *push(text: string): Iterable<ReadRow> {
    let from = 0
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at)
      const wasRow = this.state === 'row'
      const ended = this.step(code)
      if (this.state === 'row' && !wasRow) from = at
      if (ended) this.finishRow(text.slice(from, ended === 'with' ? at + 1 : at))
      if (ended === 'before') this.step(code)
      this.follow(code)
      if (this.found.length > 0) {
        yield* this.found
        this.found = []
      }
    }
    if (this.state === 'row') this.keep(text.slice(from))
  }

  *end(): Iterable<ReadRow> {
    const { state, line } = this
    if (state === 'start' || state === 'ignored') return
    if (this.listLine === null) {
      throw new SwitchyardError('DATA_FORMAT', 'the JSON object holds no list of rows', { hint: SHAPE_HINT })
    }
    if (state === 'row') yield { line: this.row.line, reason: 'the file ends inside the row' }
    else if (state === 'lost') {
      yield { line: this.row.line, reason: 'a quote or bracket is never closed, and nothing after it could be read' }
    } else if (state === 'rows') yield { line, reason: 'the file ends before the list of rows is closed by ]' }
    else if (state !== 'end') yield { line, reason: 'the file ends before its object is closed by }' }
  }

  private follow(code: number): void {
    if (code === LINE_BREAK) {
      this.line++
      this.indent = 0
    } else if (!isSpace(code)) this.indent = null
    else if (this.indent !== null) this.indent++
  }

  /** Takes one character; says where the row that was open ended, if it did. */
  private step(code: number): 'with' | 'before' | undefined {
    switch (this.state) {
      case 'row':
        return this.insideRow(code)
      case 'rows':
        this.betweenRows(code)
        return
      case 'lost':
        this.lookForRow(code)
        return
      case 'start':
        this.begin(code)
        return
      case 'members':
        this.betweenMembers(code)
        return
      case 'value':
        this.insideMember(code)
        return
      case 'end':
        this.afterAll(code)
        return
      case 'ignored':
        return
    }
  }

  private begin(code: number): void {
    if (isSpace(code)) return
    if (code === OPEN_LIST) this.openList()
    else if (code === OPEN_OBJECT) {
      this.inObject = true
      this.state = 'members'
    } else {
      throw new SwitchyardError('DATA_FORMAT', `line ${this.line} does not begin with [ or {, as JSON data must`, {
        hint: SHAPE_HINT,
      })
    }
  }

  private openList(): void {
    if (this.listLine !== null) {
      const lines = `lines ${this.listLine} and ${this.line}`
      throw new SwitchyardError('DATA_FORMAT', `the JSON object holds more than one list (${lines})`, {
        hint: SHAPE_HINT,
      })
    }
    this.listLine = this.line
    this.state = 'rows'
  }

  private betweenMembers(code: number): void {
    // a name is followed to its closing quote, so that a colon or a brace inside it means nothing
    if (this.skipped.isOpen || code === QUOTE) {
      if (this.path !== undefined) this.name += String.fromCharCode(code)
      this.skipped.closesWith(code)
    } else if (code === COLON) {
      this.isOnPath = isName(this.name, this.path?.[this.depth])
      this.enterMembers('value')
    } else if (code === CLOSE_OBJECT) this.closeObject()
  }

  private enterMembers(state: 'members' | 'value'): void {
    this.skipped = new JsonNesting()
    this.name = ''
    this.state = state
  }

  private insideMember(code: number): void {
    const { path, depth, isOnPath } = this
    const isLast = depth + 1 === path?.length
    if (this.skipped.isOpen) this.skipped.closesWith(code)
    else if (code === OPEN_LIST && (path === undefined || (isOnPath && isLast))) this.openList()
    else if (code === OPEN_OBJECT && isOnPath && !isLast) {
      this.depth += 1
      this.enterMembers('members')
    } else if (code === COMMA) this.enterMembers('members')
    else if (code === CLOSE_OBJECT) this.closeObject()
    else this.skipped.closesWith(code)
  }

  private closeObject(): void {
    this.state = this.depth === 0 ? 'end' : 'value'
    this.isOnPath = false
    this.depth = Math.max(0, this.depth - 1)
  }

  private betweenRows(code: number): void {
    if (isSpace(code) || code === COMMA) return
    if (code === CLOSE_LIST) {
      this.enterMembers('members')
      if (!this.inObject) this.state = 'end'
      return
    }
    this.row = { line: this.line, indent: this.indent, nesting: new JsonNesting() }
    this.row.nesting.closesWith(code)
    this.parts = []
    this.length = 0
    this.state = 'row'
  }

  private insideRow(code: number): 'with' | 'before' | undefined {
    const { nesting } = this.row
    if (!nesting.isOpen && (isSpace(code) || code === COMMA || code === CLOSE_LIST)) return 'before'
    if (nesting.isTooDeep || (code === LINE_BREAK && nesting.isInText)) {
      this.parts = []
      this.state = 'lost'
      return
    }
    return nesting.closesWith(code) ? 'with' : undefined
  }

  /** After a forgotten quote, reading goes on at the next line that begins like the broken row did. */
  private lookForRow(code: number): void {
    if (this.indent === null || isSpace(code)) return
    const { indent, line } = this.row
    const rowBegins = code === OPEN_OBJECT && (indent === null || this.indent === indent)
    const listEnds = code === CLOSE_LIST && (indent === null || this.indent < indent || indent === 0)
    if (!rowBegins && !listEnds) return
    this.found.push({ line, reason: 'the row is not valid JSON: a quote or bracket is never closed' })
    this.betweenRows(code)
  }

  private afterAll(code: number): void {
    if (isSpace(code)) return
    if (this.listLine === null) {
      throw new SwitchyardError('DATA_FORMAT', `a second JSON value begins in line ${this.line}`, {
        hint: 'if every line is an object of its own, name the file .jsonl',
      })
    }
    this.found.push({ line: this.line, reason: 'text after the end of the data was passed over' })
    this.state = 'ignored'
  }

  private keep(part: string): void {
    this.length += part.length
    if (this.length > this.maxRowBytes) this.parts = []
    else this.parts.push(part)
  }

  private finishRow(lastPart: string): void {
    this.keep(lastPart)
    const whole = this.length <= this.maxRowBytes
    this.found.push(
      whole
        ? rowFromJson(this.parts.join(''), this.row.line, this.maxRowBytes)
        : tooLarge(this.row.line, this.maxRowBytes),
    )
    this.parts = []
    this.state = 'rows'
  }
}

function isName(quoted: string, wanted: string | undefined): boolean {
  try {
    return wanted !== undefined && JSON.parse(quoted) === wanted
  } catch {
    return false
  }
}
