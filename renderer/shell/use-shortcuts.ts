import { useEffect } from 'react'
import { commandOfKey, commandWords, nameOfKey } from '../../shared/commands'
import { canvasKey, endCanvasKey } from '../canvas/canvas-keys'
import { followClipboard } from '../canvas/clipboard'
import { currentDocument, useSession } from '../designs/session'
import { canRun, runCommand } from './commands'
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
  const command = commandOfKey(nameOfKey(event))
  const isTaken = command !== undefined && commandWords[command].everywhere !== true && !isForDesign(event.target)
  if (command !== undefined && !isTaken && !isInDialog(event.target)) {
    // A key that means nothing now is still ours: it must not scroll, or search in the page.
    event.preventDefault()
    if (canRun(command)) runCommand(command)
    return
  }
  const document = currentDocument()
  if (document !== undefined && isForDesign(event.target) && canvasKey(event, document)) event.preventDefault()
}

function isForDesign(target: EventTarget | null): boolean {
  return useSession.getState().page === 'design' && !isTextField(target) && !isInPopup(target)
}

function isInDialog(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="dialog"]') !== null
}
