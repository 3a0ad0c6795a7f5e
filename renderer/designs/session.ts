import { create, useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import type { Graph } from '../../shared/graph/schema'
import type { DocumentState, OpenDocument } from './document'

export const pages = ['design', 'play', 'datasets', 'runs', 'compare', 'models', 'reviews'] as const
export type Page = (typeof pages)[number]

interface Session {
  page: Page
  openId: string | null
  /** Every design that was opened, with its view and undo. */
  documents: Readonly<Record<string, OpenDocument>>
}

export const useSession = create<Session>(() => ({ page: 'design', openId: null, documents: {} }))

export function showPage(page: Page): void {
  useSession.setState({ page })
}

export function currentDocument(): OpenDocument | undefined {
  const { openId, documents } = useSession.getState()
  return openId === null ? undefined : documents[openId]
}

export function useOpenDocument(): OpenDocument | undefined {
  return useSession(({ openId, documents }) => (openId === null ? undefined : documents[openId]))
}

export function useDocument<T>(document: OpenDocument, choose: (state: DocumentState) => T): T {
  return useStore(document.store, useShallow(choose))
}

export function useGraph(document: OpenDocument): Graph {
  return useStore(document.store, ({ graph }) => graph)
}
