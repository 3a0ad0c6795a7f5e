import { useEffect } from 'react'
import { type CommandId, commandOfKey, commandWords, nameOfKey } from '../../shared/commands'
import { canvasKey, endCanvasKey } from '../canvas/canvas-keys'
import { followClipboard } from '../canvas/clipboard'
import { canvas } from '../canvas/control'
import { currentDocument, useSession } from '../designs/session'
import { runCommand } from './commands'
import { isInPopup, isTextField } from './text-field'

/** The keys of the window, the commands of the desktop's menus, and the system's copy, cut and paste. */
export function useShortcuts(): void {
  useEffect(() => {
    window.addEventListener('keydown', onKey)
    window.addEventListener('keyup', endCanvasKey)
    const stopClipboard = followClipboard()
    const stopListening = window.desktop?.onCommand(runCommand)
    return () => {
      window.removeEventListener('keydown', onKey)
      window.removeEventListener('keyup', endCanvasKey)
      stopClipboard()
      stopListening?.()
    }
  }, [])
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return
  if (event.key === 'Escape' && leaveInspector(event.target)) {
    event.preventDefault()
    return
  }
  const command = commandOfKey(nameOfKey(event))
  if (command !== undefined && isItsPlace(command, event)) {
    // A key that means nothing now is still ours: it must not scroll, or search in the page.
    event.preventDefault()
    runCommand(command)
    return
  }
  const document = currentDocument()
  if (document !== undefined && isOnDesign(event.target) && canvasKey(event, document)) event.preventDefault()
}

/** From a field of the inspector back to the card that it is about. */
function leaveInspector(target: EventTarget | null): boolean {
  if (!(target instanceof Element) || target.closest('#inspector') === null) return false
  const [nodeId] = currentDocument()?.store.getState().selection.nodeIds ?? []
  canvas()?.focus(nodeId)
  return true
}

function isItsPlace(command: CommandId, event: KeyboardEvent): boolean {
  const { target } = event
  if (target instanceof Element && target.closest('[role="dialog"]') !== null) return false
  if (commandWords[command].everywhere === true) return true
  if (!isOnDesign(target)) return false
  // A key alone belongs to whatever has the focus: Delete on a slider, or a letter on a list, is not meant for the canvas.
  return event.ctrlKey || event.metaKey || /^F\d/.test(event.key) || isDrawing(target)
}

function isOnDesign(target: EventTarget | null): boolean {
  return useSession.getState().page === 'design' && !isTextField(target) && !isInPopup(target)
}

function isDrawing(target: EventTarget | null): boolean {
  if (!(target instanceof Element) || target === document.body) return true
  // A popup that is closing may hold the focus for a moment longer.
  const isInWindow = target.closest('#root') !== null
  return !isInWindow || target.closest('[data-testid="canvas"], #outline') !== null
}
