import { SwitchyardError } from '../../shared/errors'
import { decodeText } from './decode-text'
import { unpacked } from './gunzip'
import {
  BACKSLASH,
  CLOSE_LIST,
  CLOSE_OBJECT,
  COLON,
  COMMA,
  LINE_BREAK,
  OPEN_LIST,
  OPEN_OBJECT,
  QUOTE,
} from './json-codes'

/** More are of no help to anybody who has to choose one. */
const MOST_LISTS = 100
/** What is deeper is no row list; the brackets of a broken file must not fill the memory. */
const DEEPEST = 1000

/** A list inside a JSON document that can be reached by names alone. */
export interface RowList {
  /** The names that lead to it from outside. */
  path: string[]
  /** How many of its items are objects, as rows are. */
  objects: number
}

/** How a list is called: its names with dots between them. */
export const nameOfList = (path: readonly string[]): string => path.join('.')

interface Open {
  isList: boolean
  /** Of an object: the name of the member that is being read. */
  name: string
  isInValue: boolean
  /** Of a list that may hold the rows. */
  list: RowList | undefined
}

/** Finds the lists of a JSON document in one pass, without holding or parsing what is in them. */
class RowListFinder {
  readonly lists: RowList[] = []
  /** The document is itself a list, or none of JSON: there is nothing to choose. */
  isSettled = false
  private readonly open: Open[] = []
  private listsOpen = 0
  private inText = false
  private escaped = false
  private name: string | undefined

  push(text: string): void {
    for (let at = 0; at < text.length && !this.isSettled; at++) this.step(text.charCodeAt(at))
  }

  private step(code: number): void {
    const top = this.open.at(-1)
    if (this.inText) this.insideText(code)
    else if (top === undefined) this.begin(code)
    else if (code === QUOTE) {
      this.inText = true
      this.name = top.isList || top.isInValue || this.listsOpen > 0 ? undefined : ''
    } else if (code === OPEN_OBJECT) this.openObject(top)
    else if (code === OPEN_LIST) this.openList()
    else if (code === CLOSE_OBJECT) this.close(false)
    else if (code === CLOSE_LIST) this.close(true)
    else if (code === COLON) top.isInValue = true
    else if (code === COMMA) top.isInValue = false
  }

  private begin(code: number): void {
    if (code === OPEN_OBJECT && this.lists.length === 0) this.enter(false, undefined)
    else if (code > 0x20) this.isSettled = true
  }

  /** Text in JSON cannot hold a line break: where one comes, a quote was forgotten. */
  private insideText(code: number): void {
    if (this.escaped) this.escaped = false
    else if (code === BACKSLASH) this.escaped = true
    else if (code === QUOTE || code === LINE_BREAK) this.endText()
    if (this.inText && this.name !== undefined) this.name += String.fromCharCode(code)
  }

  private endText(): void {
    this.inText = false
    const top = this.open.at(-1)
    if (this.name !== undefined && top !== undefined) top.name = readName(this.name)
  }

  private openObject(top: Open): void {
    if (top.list !== undefined) top.list.objects += 1
    this.enter(false, undefined)
  }

  private openList(): void {
    const isReached = this.listsOpen === 0 && this.lists.length < MOST_LISTS
    const list = isReached ? { path: this.open.map(({ name }) => name), objects: 0 } : undefined
    if (list !== undefined) this.lists.push(list)
    this.enter(true, list)
  }

  private enter(isList: boolean, list: RowList | undefined): void {
    this.open.push({ isList, name: '', isInValue: false, list })
    if (isList) this.listsOpen += 1
    if (this.open.length > DEEPEST) this.isSettled = true
  }

  /** A forgotten inner bracket must not swallow the rest: an outer one closes it too. */
  private close(isList: boolean): void {
    const at = this.open.findLastIndex((one) => one.isList === isList)
    if (at < 0) return
    for (const { isList: wasList } of this.open.splice(at)) if (wasList) this.listsOpen -= 1
  }
}

function readName(quoted: string): string {
  try {
    return JSON.parse(`"${quoted}"`) as string
  } catch {
    return quoted
  }
}

/** The lists of a JSON file that could hold its rows, in their order; none where the document is a list itself. */
export async function findRowLists(source: AsyncIterable<Uint8Array>): Promise<RowList[]> {
  const finder = new RowListFinder()
  for await (const text of decodeText(unpacked(source))) {
    finder.push(text)
    if (finder.isSettled) break
  }
  return finder.lists.filter(({ objects }) => objects > 0)
}

/**
 * The list that holds the rows: the one that was asked for, else the longest, and of several as long the first. `undefined` where
 * there is none to choose. Throws `DATA_COLUMNS` where the one that was asked for is not there.
 */
export function chooseRowList(lists: readonly RowList[], wanted: string | undefined): string[] | undefined {
  if (wanted !== undefined) {
    const found = lists.find(({ path }) => nameOfList(path) === wanted)
    if (found !== undefined) return found.path
    const known = lists.map(({ path }) => `“${nameOfList(path)}”`)
    throw new SwitchyardError('DATA_COLUMNS', `the file holds no list of rows at “${wanted}”`, {
      hint: known.length === 0 ? 'it has no list of objects inside an object' : `it has ${known.join(', ')}`,
    })
  }
  const longest = Math.max(...lists.map(({ objects }) => objects))
  return lists.find(({ objects }) => objects === longest)?.path
}
