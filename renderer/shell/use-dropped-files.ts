import { useEffect } from 'react'
import type { OpenedFile } from '../../shared/desktop'
import { sentence } from '../../shared/format'
import { importGraphText } from '../designs/design-actions'
import { showPage } from '../designs/session'
import { showFailure, showNotice } from './notice-store'
import { takeFiles, takePaste } from './take-files'

/** Files that are dropped, pasted or opened by the system are taken in. The browser would leave the page for a dropped one. */
export function useDroppedFiles(): void {
  useEffect(() => {
    window.addEventListener('dragover', allowFiles)
    window.addEventListener('drop', takeDrop)
    // Before the canvas, which takes a part of a graph into the open one.
    window.addEventListener('paste', takePaste, { capture: true })
    const stopListening = window.desktop?.onFile(takeOpened)
    return () => {
      window.removeEventListener('dragover', allowFiles)
      window.removeEventListener('drop', takeDrop)
      window.removeEventListener('paste', takePaste, { capture: true })
      stopListening?.()
    }
  }, [])
}

function allowFiles(event: DragEvent): void {
  if (event.dataTransfer?.types.includes('Files') === true) event.preventDefault()
}

function takeDrop(event: DragEvent): void {
  const files = [...(event.dataTransfer?.files ?? [])]
  if (files.length === 0 || event.defaultPrevented) return
  event.preventDefault()
  takeFiles(files).catch(showFailure)
}

function takeOpened(file: OpenedFile): void {
  showPage('design')
  if ('text' in file) importGraphText(file.text, file.name).catch(showFailure)
  else showNotice({ tone: 'bad', text: sentence(file.failure) })
}
