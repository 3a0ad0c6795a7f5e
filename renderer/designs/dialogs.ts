import { create } from 'zustand'
import type { OpenDocument } from './document'

/** The dialog about designs that is open, if one is. */
export type DesignDialog =
  | { kind: 'versions'; document: OpenDocument }
  | { kind: 'conflict'; document: OpenDocument }
  | { kind: 'details'; id: string }

export const useDesignDialog = create<{ shown: DesignDialog | null }>(() => ({ shown: null }))

export function showDialog(shown: DesignDialog): void {
  useDesignDialog.setState({ shown })
}

export function closeDialog(): void {
  useDesignDialog.setState({ shown: null })
}
