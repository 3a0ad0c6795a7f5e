import { create } from 'zustand'
import { showPage } from '../designs/session'

export type ImportKind = 'problems' | 'outcomes'

interface ImportState {
  isOpen: boolean
  /** What the user came to import; the file may say otherwise. */
  kind: ImportKind
}

export const useImport = create<ImportState>(() => ({ isOpen: false, kind: 'problems' }))

export function startImport(kind: ImportKind): void {
  showPage('datasets')
  useImport.setState({ isOpen: true, kind })
}

export function closeImport(): void {
  useImport.setState({ isOpen: false })
}
