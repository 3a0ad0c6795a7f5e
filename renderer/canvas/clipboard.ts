import { type GraphPart, insertCopies, partOf } from '../../shared/graph/edit'
import { parseGraph } from '../../shared/graph/load'
import { GRAPH_FORMAT, GRAPH_VERSION, type Graph } from '../../shared/graph/schema'
import { writeGraph } from '../../shared/graph/write'
import type { OpenDocument } from '../designs/document'
import { currentDocument, useSession } from '../designs/session'
import { showNotice } from '../shell/notice-store'
import { isInPopup, isTextField } from '../shell/text-field'
import { canvas } from './control'
import { removeSelected } from './edit-actions'
import type { Point } from './geometry'

const pasteStep = 36
/** What was copied last and how often it was pasted, so that copies do not hide each other. */
let lastPasted = ''
let pastes = 0

/** The selected part as a graph of its own: what is put on the clipboard can be saved as a file and opened. */
export function textOfPart(graph: Graph, ids: ReadonlySet<string>): string {
  const { nodes, edges, roles } = partOf(graph, ids)
  const asked = new Set(nodes.map(({ settings }) => settings.role))
  return writeGraph({
    format: GRAPH_FORMAT,
    version: GRAPH_VERSION,
    name: `Part of ${graph.name}`.slice(0, 120),
    description: '',
    limits: {},
    roles: Object.fromEntries(Object.entries(roles).filter(([role]) => asked.has(role))),
    nodes,
    edges,
  })
}

function selectedText(document: OpenDocument): string | undefined {
  const { graph, selection } = document.store.getState()
  const text = textOfPart(graph, new Set(selection.nodeIds))
  return selection.nodeIds.length === 0 ? undefined : text
}

/** Takes the system's copy, cut and paste where they are meant for the canvas. Returns how to stop. */
export function followClipboard(): () => void {
  const copy = (event: ClipboardEvent) => takeCopy(event)
  const cut = (event: ClipboardEvent) => {
    const document = currentDocument()
    if (takeCopy(event) && document !== undefined) removeSelected(document)
  }
  const paste = (event: ClipboardEvent) => {
    const document = documentFor(event)
    if (document === undefined || event.clipboardData === null) return
    // A file that is pasted is an import, and not for the canvas.
    if (event.clipboardData.files.length > 0) return
    event.preventDefault()
    pasteText(document, event.clipboardData.getData('text/plain'))
  }
  window.addEventListener('copy', copy)
  window.addEventListener('cut', cut)
  window.addEventListener('paste', paste)
  return () => {
    window.removeEventListener('copy', copy)
    window.removeEventListener('cut', cut)
    window.removeEventListener('paste', paste)
  }
}

/** The design whose canvas an event is for: none while a text or a popup has the focus, or text is selected. */
function documentFor(event: ClipboardEvent): OpenDocument | undefined {
  if (event.defaultPrevented || useSession.getState().page !== 'design') return undefined
  if (isTextField(event.target) || isInPopup(event.target)) return undefined
  return currentDocument()
}

function takeCopy(event: ClipboardEvent): boolean {
  if ((window.getSelection()?.toString() ?? '') !== '') return false
  const document = documentFor(event)
  const text = document === undefined ? undefined : selectedText(document)
  if (text === undefined || event.clipboardData === null) return false
  event.preventDefault()
  event.clipboardData.setData('text/plain', text)
  lastPasted = ''
  return true
}

/** Copies from a menu, where no key was pressed. */
export function copySelected(document: OpenDocument): void {
  const text = selectedText(document)
  if (text === undefined) return
  const put = (event: ClipboardEvent) => {
    event.preventDefault()
    event.stopImmediatePropagation()
    event.clipboardData?.setData('text/plain', text)
  }
  window.addEventListener('copy', put, { capture: true, once: true })
  window.document.execCommand('copy')
  window.removeEventListener('copy', put, { capture: true })
  lastPasted = ''
}

export function cutSelected(document: OpenDocument): void {
  copySelected(document)
  removeSelected(document)
}

/** Pastes from a menu. The app asks its main process for it; a browser asks its user. */
export async function pasteFromSystem(document: OpenDocument): Promise<void> {
  if (window.desktop !== undefined) return window.desktop.paste()
  pasteText(document, await navigator.clipboard.readText())
}

/** Inserts what the text describes, its upper left corner at the pointer; says so where it is no graph. */
export function pasteText(document: OpenDocument, text: string): void {
  if (text.trim() === '') return
  const part = readPart(text)
  if (part === undefined) {
    const what = 'What was pasted is no part of a graph; copy nodes here, or the text of a graph file'
    showNotice({ tone: 'warn', text: what, key: 'paste' })
    return
  }
  if (part.nodes.length === 0) return
  pastes = text === lastPasted ? pastes + 1 : 0
  lastPasted = text
  insertPart(document, part, placeFor(document, part))
}

function readPart(text: string): Graph | undefined {
  try {
    return parseGraph(text, 'the clipboard')
  } catch {
    return undefined
  }
}

/** How far a part moves: to the pointer, else beside where it was copied, else into the middle of what is seen. */
function placeFor(document: OpenDocument, part: GraphPart): [number, number] {
  const left = Math.min(...part.nodes.map(({ at: [x] }) => x))
  const top = Math.min(...part.nodes.map(({ at: [, y] }) => y))
  const step = pastes * pasteStep
  const pointer = canvas()?.pointer()
  if (pointer !== undefined) return [Math.round(pointer.x - left) + step, Math.round(pointer.y - top) + step]
  const { graph } = document.store.getState()
  const isFromHere = part.nodes.some(({ id }) => graph.nodes.some((node) => node.id === id))
  const middle: Point = canvas()?.middle() ?? { x: left, y: top }
  if (isFromHere) return [step + pasteStep, step + pasteStep]
  return [Math.round(middle.x - left) + step, Math.round(middle.y - top) + step]
}

export function duplicateSelected(document: OpenDocument): void {
  const { graph, selection } = document.store.getState()
  insertPart(document, partOf(graph, new Set(selection.nodeIds)), [pasteStep, pasteStep])
}

function insertPart(document: OpenDocument, part: GraphPart, by: [number, number]): void {
  if (part.nodes.length === 0) return
  const { graph, ids } = insertCopies(document.store.getState().graph, part, by)
  document.change(() => graph)
  document.select({ nodeIds: ids })
}
