import { temporal } from 'zundo'
import { createStore } from 'zustand'
import type { DesignSummary } from '../../shared/designs-contract'
import type { Graph } from '../../shared/graph/schema'

export interface Selection {
  nodeIds: readonly string[]
  /** Edges are known by the port that they leave: `node.port`. */
  edgeFroms: readonly string[]
}

export interface View {
  x: number
  y: number
  zoom: number
}

/** `conflict`: somebody else saved the design since it was opened. */
export type SaveState = 'saved' | 'waiting' | 'saving' | 'failed' | 'conflict'

export interface DocumentState {
  graph: Graph
  selection: Selection
  summary: DesignSummary
  saveState: SaveState
  /** Where the canvas was left; null until it was shown. */
  view: View | null
}

export const undoSteps = 500
const nothing: Selection = { nodeIds: [], edgeFroms: [] }

function createDocumentStore(graph: Graph, summary: DesignSummary) {
  return createStore<DocumentState>()(
    temporal((): DocumentState => ({ graph, summary, selection: nothing, saveState: 'saved', view: null }), {
      partialize: ({ graph }) => ({ graph }),
      equality: (past, present) => past.graph === present.graph,
      limit: undoSteps,
    }),
  )
}

export type DocumentStore = ReturnType<typeof createDocumentStore>

/** One open design: its document, what is selected, and its own undo. */
export interface OpenDocument {
  readonly id: string
  readonly store: DocumentStore
  /**
   * One edit, one undo step. Edits in a row with the same `gesture` are one step: typing in a field, nudging by keys. The
   * gesture ends with any other edit, with undo and with `endGesture`.
   */
  change: (edit: (graph: Graph) => Graph, gesture?: string) => void
  endGesture: () => void
  select: (selection: Partial<Selection>) => void
  undo: () => void
  redo: () => void
  /** Takes another document in as one step that can be undone. */
  replace: (graph: Graph) => void
}

export function openDocument(id: string, graph: Graph, summary: DesignSummary): OpenDocument {
  const store = createDocumentStore(graph, summary)
  const history = store.temporal
  let gestureUnderWay: string | undefined

  function change(edit: (graph: Graph) => Graph, gesture?: string): void {
    const { graph: before } = store.getState()
    const after = edit(before)
    if (after === before) return
    const goesOn = gesture !== undefined && gesture === gestureUnderWay
    if (goesOn) history.getState().pause()
    store.setState({ graph: after })
    if (goesOn) history.getState().resume()
    gestureUnderWay = gesture
  }

  function endGesture(): void {
    gestureUnderWay = undefined
  }

  return {
    id,
    store,
    change,
    endGesture,
    select: (selection) => store.setState({ selection: { ...nothing, ...selection } }),
    undo() {
      endGesture()
      history.getState().undo()
    },
    redo() {
      endGesture()
      history.getState().redo()
    },
    replace: (next) => change(() => next),
  }
}
