import type { DesignSummary } from '../../shared/designs-contract'
import { parseGraph } from '../../shared/graph/load'
import { client } from '../api'
import { refreshDesigns, saveNow } from './autosave'
import type { OpenDocument } from './document'

/** Shows a saved state in an open document: as an edit, so that undo still leads back to what was here. */
export async function adopt(
  document: OpenDocument,
  { graph, summary }: { graph: string; summary: DesignSummary },
): Promise<void> {
  document.store.setState({ summary, saveState: 'saved' })
  document.replace(parseGraph(graph, `design “${summary.name}”`))
  await saveNow(document)
  refreshDesigns()
}

export async function adoptSaved(document: OpenDocument): Promise<void> {
  await adopt(document, await client.designs.get({ id: document.id }))
}
