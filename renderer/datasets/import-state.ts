import { create } from 'zustand'
import { showPage } from '../designs/session'

export type ImportKind = 'problems' | 'outcomes'

interface ImportState {
  isOpen: boolean
  /** What the user came to import; the file may say otherwise. */
  kind: ImportKind
  /** A file that was dropped on the window. */
  file: File | null
}

export const useImport = create<ImportState>(() => ({ isOpen: false, kind: 'problems', file: null }))

export function startImport(kind: ImportKind, file: File | null = null): void {
  showPage('datasets')
  useImport.setState({ isOpen: true, kind, file })
}

export function closeImport(): void {
  useImport.setState({ isOpen: false })
}
