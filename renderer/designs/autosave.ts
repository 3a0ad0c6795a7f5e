import { writeGraph } from '../../shared/graph/write'
import { client, door, failureOf } from '../api'
import { queryClient } from '../query'
import { dismissNotice, showFailure } from '../shell/notice-store'
import type { OpenDocument } from './document'
import { dropDraft, keepDraft } from './drafts'

/** A save waits for a pause this long… */
const quietMs = 600
/** …but not longer than this while edits go on. */
const mostWaitMs = 5_000
/** How much work a crash of the window may cost. */
const draftMs = 150

const savers = new Map<string, { flush: () => Promise<boolean>; stop: () => void }>()
let onConflict: (document: OpenDocument) => void = () => undefined

/** What is done about a design that was changed elsewhere opens designs, which this module is used by. */
export function settleConflictsBy(settle: typeof onConflict): void {
  onConflict = settle
}

/** Saves a document soon after every change, one save at a time; what is not saved yet is kept as a draft. */
export function keepSaved(document: OpenDocument): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let draftTimer: ReturnType<typeof setTimeout> | undefined
  let waitingSince: number | undefined
  let underWay: Promise<boolean> | undefined
  let savedGraph = document.store.getState().graph

  const stop = document.store.subscribe(({ graph }, before) => {
    if (graph === before.graph || graph === savedGraph) return
    draftTimer ??= setTimeout(writeDraft, draftMs)
    if (document.store.getState().saveState === 'conflict') return
    document.store.setState({ saveState: 'waiting' })
    clearTimeout(timer)
    waitingSince ??= Date.now()
    timer = setTimeout(() => void flush(), Math.min(quietMs, Math.max(0, waitingSince + mostWaitMs - Date.now())))
  })

  function writeDraft(): void {
    draftTimer = undefined
    const { graph, summary } = document.store.getState()
    if (graph !== savedGraph)
      keepDraft(document.id, { baseHash: summary.hash, graph: writeGraph(graph), at: Date.now() })
  }

  function forgetDraft(): void {
    clearTimeout(draftTimer)
    draftTimer = undefined
    dropDraft(document.id)
  }

  /** Whether the design as it is now is saved. */
  async function flush(): Promise<boolean> {
    clearTimeout(timer)
    waitingSince = undefined
    if (underWay !== undefined) await underWay
    const { graph, saveState } = document.store.getState()
    if (saveState === 'conflict') return false
    if (graph === savedGraph) {
      document.store.setState({ saveState: 'saved' })
      forgetDraft()
      return true
    }
    underWay = save()
    const saved = await underWay
    underWay = undefined
    return saved && document.store.getState().graph !== savedGraph ? flush() : saved
  }

  async function save(): Promise<boolean> {
    const { graph, summary } = document.store.getState()
    document.store.setState({ saveState: 'saving' })
    try {
      const next = await client.designs.save({ id: document.id, graph: writeGraph(graph), baseHash: summary.hash })
      savedGraph = graph
      dismissNotice(saveNotice(document.id))
      const isNewest = document.store.getState().graph === graph
      document.store.setState({ summary: next, saveState: isNewest ? 'saved' : 'waiting' })
      if (isNewest) forgetDraft()
      refreshDesigns()
      return true
    } catch (error) {
      reportUnsaved(document, error)
      return false
    }
  }

  savers.set(document.id, {
    flush,
    stop() {
      clearTimeout(timer)
      forgetDraft()
      stop()
      savers.delete(document.id)
    },
  })
}

/** Asks the list and the histories that are looked at again. */
export function refreshDesigns(): void {
  void queryClient.invalidateQueries({ queryKey: door.designs.list.key() })
  void queryClient.invalidateQueries({ queryKey: door.designs.versions.key() })
}

export const saveNotice = (designId: string) => `save-${designId}`

function reportUnsaved(document: OpenDocument, error: unknown): void {
  if (failureOf(error).code === 'DESIGN_CONFLICT') {
    document.store.setState({ saveState: 'conflict' })
    onConflict(document)
    return
  }
  document.store.setState({ saveState: 'failed' })
  showFailure(error, saveNotice(document.id))
}

/** Saves what is not saved yet; false where that failed. */
export async function saveNow(document: OpenDocument | undefined): Promise<boolean> {
  if (document === undefined) return true
  return (await savers.get(document.id)?.flush()) ?? true
}

/** Saves every design whose last save failed, once there is somebody to save it again. */
export async function saveAll(): Promise<void> {
  await Promise.all([...savers.values()].map(({ flush }) => flush()))
}

export function forgetSaver(id: string): void {
  savers.get(id)?.stop()
}
