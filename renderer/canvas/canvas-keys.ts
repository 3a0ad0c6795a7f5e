import type { OpenDocument } from '../designs/document'
import { focusInspector } from '../shell/panels'
import { nudgeSelected } from './arrange-actions'
import { chooseKind } from './choose'
import { canvas } from './control'

/** Space opens the search of kinds when it is let go, unless it was held to drag the canvas. */
let spaceHeld: 'alone' | 'dragged' | undefined

/** Keys whose meaning depends on what has the focus: a card, an edge or the canvas itself. True where one was taken. */
export function canvasKey(event: KeyboardEvent, document: OpenDocument): boolean {
  const { key, target } = event
  if (event.ctrlKey || event.metaKey || event.altKey) return false
  const place = placeOf(target)
  if (place === undefined) return false
  if (key.startsWith('Arrow')) return moveBy(event, document)
  if (key === 'Enter' || key === 'F2') return open(document, place)
  if (key === ' ') return pressSpace(event, document, place)
  // Tab goes on through the window for whoever came by it; after a click on the canvas it adds, as in other designers.
  if (key === 'Tab' && place.on === 'canvas' && !event.shiftKey && camePointing) return openKinds(document)
  return false
}

export function endCanvasKey({ key }: KeyboardEvent): void {
  if (key !== ' ') return
  const wasAlone = spaceHeld === 'alone'
  spaceHeld = undefined
  if (wasAlone) whenAlone?.()
  whenAlone = undefined
}

let whenAlone: (() => void) | undefined
let camePointing = false

/** Told of every press of the pointer on the canvas. */
export function notePointer(): void {
  camePointing = true
  if (spaceHeld !== undefined) spaceHeld = 'dragged'
}

/** Told when the canvas gets the focus by a key. */
export function noteKeyFocus(): void {
  camePointing = false
}

type Place = { on: 'node'; id: string } | { on: 'edge'; id: string } | { on: 'canvas' }

/** What has the focus; undefined where it is something else of the window, such as a button. */
function placeOf(target: EventTarget | null): Place | undefined {
  if (!(target instanceof Element)) return { on: 'canvas' }
  const node = target.closest<HTMLElement>('.react-flow__node')?.dataset.id
  if (node !== undefined) return { on: 'node', id: node }
  const edge = target.closest('.react-flow__edge')?.getAttribute('data-id')
  if (edge !== null && edge !== undefined) return { on: 'edge', id: edge }
  if (target === window.document.body || target.matches('.react-flow, .react-flow__pane')) return { on: 'canvas' }
  return undefined
}

/** Arrow keys move what is selected; with nothing selected they lead to the first node. */
function moveBy(event: KeyboardEvent, document: OpenDocument): boolean {
  if (nudgeSelected(document, event.key, event.shiftKey)) return true
  const { nodes } = document.store.getState().graph
  const inOrder = nodes.toSorted((a, b) => a.at[0] - b.at[0] || a.at[1] - b.at[1])
  const [first] = inOrder
  if (first === undefined) return false
  canvas()?.show(first.id)
  canvas()?.focus(first.id)
  return true
}

/** Enter selects what has the focus and goes on to its settings. */
function open(document: OpenDocument, place: Place): boolean {
  if (place.on === 'node') document.select({ nodeIds: [place.id] })
  else if (place.on === 'edge') document.select({ edgeFroms: [place.id] })
  else if (document.store.getState().selection.nodeIds.length !== 1) return false
  focusInspector()
  return true
}

function pressSpace(event: KeyboardEvent, document: OpenDocument, place: Place): boolean {
  if (event.repeat) return true
  const { selection } = document.store.getState()
  if (place.on === 'node') {
    const others = selection.nodeIds.filter((id) => id !== place.id)
    const isSelected = others.length < selection.nodeIds.length
    document.select({ ...selection, nodeIds: isSelected ? others : [...others, place.id] })
    return true
  }
  if (place.on === 'edge') {
    document.select({ edgeFroms: [place.id] })
    return true
  }
  spaceHeld = 'alone'
  whenAlone = () => openKinds(document)
  return true
}

function openKinds(document: OpenDocument): true {
  const place = canvas()?.pointer() ?? canvas()?.middle()
  if (place !== undefined) chooseKind(document, place)
  return true
}
