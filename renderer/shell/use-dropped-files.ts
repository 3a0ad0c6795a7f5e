import { useEffect } from 'react'
import { GRAPH_FORMAT } from '../../shared/graph/schema'
import { startImport } from '../datasets/import-state'
import { importDesign } from '../designs/design-actions'
import { showPage } from '../designs/session'
import { showFailure } from './notice-store'

/** A file dropped anywhere is taken in: a graph as a design, anything else as a dataset. The browser would leave the page for it. */
export function useDroppedFiles(): void {
  useEffect(() => {
    window.addEventListener('dragover', allowFiles)
    window.addEventListener('drop', takeFiles)
    return () => {
      window.removeEventListener('dragover', allowFiles)
      window.removeEventListener('drop', takeFiles)
    }
  }, [])
}

function allowFiles(event: DragEvent): void {
  if (event.dataTransfer?.types.includes('Files') === true) event.preventDefault()
}

function takeFiles(event: DragEvent): void {
  const [file] = event.dataTransfer?.files ?? []
  if (file === undefined || event.defaultPrevented) return
  event.preventDefault()
  takeFile(file).catch(showFailure)
}

async function takeFile(file: File): Promise<void> {
  const beginning = await file.slice(0, 400).text()
  if (!beginning.includes(`"${GRAPH_FORMAT}"`)) {
    startImport('problems', file)
    return
  }
  showPage('design')
  await importDesign(file)
}
