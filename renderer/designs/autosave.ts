import { writeGraph } from '../../shared/graph/write'
import { client, door, failureOf } from '../api'
import { queryClient } from '../query'
import { dismissNotice, showFailure, showNotice } from '../shell/notice-store'
import type { OpenDocument } from './document'

const quietMs = 600
const savers = new Map<string, { flush: () => Promise<boolean>; stop: () => void }>()

/** Saves a document soon after every change, one save at a time. */
export function keepSaved(document: OpenDocument): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let underWay: Promise<boolean> | undefined
  let savedGraph = document.store.getState().graph

  const stop = document.store.subscribe(({ graph }, before) => {
    if (graph === before.graph || graph === savedGraph) return
    if (document.store.getState().saveState === 'conflict') return
    document.store.setState({ saveState: 'waiting' })
    clearTimeout(timer)
    timer = setTimeout(() => void flush(), quietMs)
  })

  /** Whether the design as it is now is saved. */
  async function flush(): Promise<boolean> {
    clearTimeout(timer)
    if (underWay !== undefined) await underWay
    const { graph, saveState } = document.store.getState()
    if (saveState === 'conflict') return false
    if (graph === savedGraph) {
      document.store.setState({ saveState: 'saved' })
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
      dismissNotice(`save-${document.id}`)
      const isNewest = document.store.getState().graph === graph
      document.store.setState({ summary: next, saveState: isNewest ? 'saved' : 'waiting' })
      void queryClient.invalidateQueries({ queryKey: door.designs.list.key() })
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
      stop()
      savers.delete(document.id)
    },
  })
}

function reportUnsaved(document: OpenDocument, error: unknown): void {
  if (failureOf(error).code !== 'DESIGN_CONFLICT') {
    document.store.setState({ saveState: 'failed' })
    showFailure(error, `save-${document.id}`)
    return
  }
  document.store.setState({ saveState: 'conflict' })
  const { name } = document.store.getState().graph
  const key = `save-${document.id}`
  const settle = (how: (document: OpenDocument) => Promise<void>) => {
    dismissNotice(key)
    how(document).catch(showFailure)
  }
  showNotice({
    key,
    tone: 'warn',
    text: `“${name}” was changed elsewhere since you opened it.`,
    actions: [
      { label: 'Load theirs', act: () => settle(loadTheirs) },
      { label: 'Save mine as a copy', act: () => settle(saveCopy) },
    ],
  })
}

let loadTheirs: (document: OpenDocument) => Promise<void> = () => Promise.resolve()
let saveCopy: (document: OpenDocument) => Promise<void> = () => Promise.resolve()

/** The two ways out of a conflict open designs, which this module is used by. */
export function settleConflictsBy(ways: { loadTheirs: typeof loadTheirs; saveCopy: typeof saveCopy }): void {
  loadTheirs = ways.loadTheirs
  saveCopy = ways.saveCopy
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
