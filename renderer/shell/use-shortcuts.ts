import { useEffect } from 'react'
import type { DesktopCommand } from '../../shared/desktop'
import { canvas } from '../canvas/control'
import {
  copySelected,
  cutSelected,
  duplicateSelected,
  pasteCopied,
  removeSelected,
  selectAll,
} from '../canvas/edit-actions'
import { startImport } from '../datasets/import-state'
import { saveNow } from '../designs/autosave'
import { createNewDesign } from '../designs/design-actions'
import { showDialog } from '../designs/dialogs'
import type { OpenDocument } from '../designs/document'
import { exportGraph } from '../designs/export-graph'
import { currentDocument, showPage, useSession } from '../designs/session'
import { runOpenDesign, stopShownRun } from '../runs/run-actions'
import { chooseDesignFile } from './choose-file'
import { showFailure } from './notice-store'
import { isTextField } from './text-field'

/** The keys of the window and the commands of the desktop's menus. */
export function useShortcuts(): void {
  useEffect(() => {
    window.addEventListener('keydown', onKey)
    const stopListening = window.desktop?.onCommand(obey)
    return () => {
      window.removeEventListener('keydown', onKey)
      stopListening?.()
    }
  }, [])
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return
  const act = actionOf(event)
  if (act === undefined) return
  event.preventDefault()
  act()
}

function actionOf(event: KeyboardEvent): (() => void) | undefined {
  const withControl = event.ctrlKey || event.metaKey
  if (withControl && event.key === 'Enter') return () => void runOpenDesign().catch(showFailure)
  if (withControl && event.key.toLowerCase() === 's' && !event.shiftKey) return () => void saveNow(currentDocument())
  const document = currentDocument()
  const isElsewhere = useSession.getState().page !== 'design' || isTextField(event.target) || isInPopup(event.target)
  if (document === undefined || isElsewhere) return undefined
  return withControl ? editAction(event, document) : canvasAction(event, document)
}

function isInPopup(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="dialog"], [role="menu"]') !== null
}

function editAction(event: KeyboardEvent, document: OpenDocument): (() => void) | undefined {
  const hasTextSelected = (window.getSelection()?.toString() ?? '') !== ''
  switch (event.key.toLowerCase()) {
    case 'z':
      return event.shiftKey ? document.redo : document.undo
    case 'y':
      return document.redo
    case 'a':
      return () => selectAll(document)
    case 'c':
      return hasTextSelected ? undefined : () => copySelected(document)
    case 'x':
      return () => cutSelected(document)
    case 'v':
      return () => pasteCopied(document)
    case 'd':
      return () => duplicateSelected(document)
    default:
      return undefined
  }
}

function canvasAction(event: KeyboardEvent, document: OpenDocument): (() => void) | undefined {
  switch (event.key) {
    case 'Delete':
    case 'Backspace':
      return () => removeSelected(document)
    case 'Escape':
      return () => document.select({})
    case 'f':
    case 'F':
      return event.altKey ? undefined : () => canvas()?.fit()
    case 'Enter':
      return openInspector(event.target, document)
    default:
      return undefined
  }
}

/** Enter on a node goes on to its settings. */
function openInspector(target: EventTarget | null, document: OpenDocument): (() => void) | undefined {
  const node = target instanceof Element ? target.closest<HTMLElement>('.react-flow__node') : null
  const id = node?.dataset.id
  if (id === undefined) return undefined
  return () => {
    document.select({ nodeIds: [id] })
    requestAnimationFrame(() =>
      window.document.querySelector<HTMLElement>('#inspector input, #inspector select')?.focus(),
    )
  }
}

const commands: Partial<Record<DesktopCommand, () => void>> = {
  'new-graph': () => {
    showPage('design')
    createNewDesign().catch(showFailure)
  },
  'open-graph': () => {
    showPage('design')
    chooseDesignFile()
  },
  'save-graph-as': () => {
    const document = currentDocument()
    if (document !== undefined) exportGraph(document.store.getState().graph, 'json').catch(showFailure)
  },
  versions: () => {
    const document = currentDocument()
    if (document !== undefined) showDialog({ kind: 'versions', document })
  },
  'import-dataset': () => startImport('problems'),
  'import-outcomes': () => startImport('outcomes'),
  undo: () => currentDocument()?.undo(),
  redo: () => currentDocument()?.redo(),
  'zoom-to-fit': () => canvas()?.fit(),
  run: () => void runOpenDesign().catch(showFailure),
  stop: () => void stopShownRun().catch(showFailure),
}

function obey(command: DesktopCommand): void {
  commands[command]?.()
}
