import { parseGraph } from '../../shared/graph/load'
import type { Graph } from '../../shared/graph/schema'
import { hashGraph, writeGraph } from '../../shared/graph/write'
import { client } from '../api'
import { dismissNotice, showNotice } from '../shell/notice-store'
import { words } from '../words'
import { refreshDesigns } from './autosave'
import type { OpenDocument } from './document'
import { type Draft, takeDraft } from './drafts'

/** Brings back what was edited and not saved when the window or the engine ended: as an edit, or as a copy where the design went on without it. */
export async function recoverEdits(document: OpenDocument): Promise<void> {
  const draft = await takeDraft(document.id)
  const graph = draft === undefined ? undefined : readGraph(draft)
  const { summary } = document.store.getState()
  if (draft === undefined || graph === undefined || hashGraph(graph) === summary.hash) return
  const key = `recovered-${document.id}`
  if (draft.baseHash === summary.hash) {
    document.replace(graph)
    const discard = () => {
      dismissNotice(key)
      document.undo()
    }
    const actions = [{ label: words.saving.discard, act: discard }]
    showNotice({ key, tone: 'info', text: words.saving.recovered(graph.name), actions })
    return
  }
  const name = words.saving.restoredFrom(graph.name.slice(0, 100))
  const copy = await client.designs.create({ graph: writeGraph({ ...graph, name }) })
  refreshDesigns()
  showNotice({ key, tone: 'warn', text: words.saving.recoveredCopy(copy.name) })
}

function readGraph({ graph }: Draft): Graph | undefined {
  try {
    return parseGraph(graph, 'the draft')
  } catch {
    // A draft that cannot be read holds nothing that could be brought back.
    return undefined
  }
}
