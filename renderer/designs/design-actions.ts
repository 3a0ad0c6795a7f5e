import { parseGraph } from '../../shared/graph/load'
import type { Graph } from '../../shared/graph/schema'
import { writeGraph } from '../../shared/graph/write'
import { client, door } from '../api'
import { queryClient } from '../query'
import { saveFile } from '../save-file'
import { dismissNotice, showFailure, showNotice } from '../shell/notice-store'
import { forgetSaver, keepSaved, saveNow, settleConflictsBy } from './autosave'
import { type OpenDocument, openDocument } from './document'
import { currentDocument, useSession } from './session'

async function fetchDocument(id: string): Promise<OpenDocument> {
  const { graph, summary } = await client.designs.get({ id })
  return openDocument(id, parseGraph(graph, `design “${summary.name}”`), summary)
}

/** Shows a design; one that was open before comes back with its view and its undo. */
export async function openDesign(id: string): Promise<void> {
  const before = currentDocument()
  if (before !== undefined && before.id !== id) void saveNow(before)
  const { documents } = useSession.getState()
  const document = documents[id] ?? (await fetchDocument(id))
  if (documents[id] === undefined) keepSaved(document)
  useSession.setState((session) => ({ openId: id, documents: { ...session.documents, [id]: document } }))
  localStorage.setItem('switchyard.design', id)
}

/** The design that was open last, else the first of the list. */
export function firstDesign(ids: readonly string[]): string | undefined {
  const last = localStorage.getItem('switchyard.design')
  return ids.find((id) => id === last) ?? ids[0]
}

/** A graph that problems can already walk: an entry, a model and an answer. */
function startingGraph(name: string): Graph {
  return parseGraph(
    JSON.stringify({
      format: 'switchyard/graph',
      version: 1,
      name,
      roles: { fast: { connection: 'simulated', model: 'standard' } },
      nodes: [
        { id: 'input', kind: 'input', at: [0, 0], settings: {} },
        { id: 'model', kind: 'model', at: [300, 0], settings: { role: 'fast' } },
        { id: 'output', kind: 'output', at: [600, 0], settings: {} },
      ],
      edges: [
        { from: 'input.problem', to: 'model' },
        { from: 'model.answer', to: 'output' },
      ],
    }),
    'a new design',
  )
}

/** Makes a design of a graph and shows it. */
export async function createDesign(graph: Graph): Promise<void> {
  const { id } = await client.designs.create({ graph: writeGraph(graph) })
  await queryClient.invalidateQueries({ queryKey: door.designs.list.key() })
  await openDesign(id)
}

export async function createNewDesign(takenNames: readonly string[]): Promise<void> {
  let name = 'New design'
  for (let count = 2; takenNames.includes(name); count += 1) name = `New design ${count}`
  const open = currentDocument()?.store.getState().graph
  const graph = startingGraph(name)
  // A new design starts with the models that the user works with.
  const [role] = Object.keys(open?.roles ?? {})
  if (open === undefined || role === undefined) return createDesign(graph)
  const nodes = graph.nodes.map((node) => (node.kind === 'model' ? { ...node, settings: { role } } : node))
  return createDesign({ ...graph, roles: open.roles, nodes })
}

export async function duplicateDesign(document: OpenDocument): Promise<void> {
  const { graph } = document.store.getState()
  await createDesign({ ...graph, name: copyName(graph.name) })
}

function copyName(name: string): string {
  return `${name.slice(0, 110)} (copy)`
}

export async function importDesign(file: File): Promise<void> {
  await createDesign(parseGraph(await file.text(), file.name))
}

export async function removeDesign(id: string): Promise<void> {
  const { documents } = useSession.getState()
  const kept = documents[id]?.store.getState().graph ?? parseGraph((await client.designs.get({ id })).graph, id)
  await client.designs.remove({ id })
  forgetSaver(id)
  // The list first: with nothing open, the first of the list is opened.
  await queryClient.invalidateQueries({ queryKey: door.designs.list.key() })
  const { [id]: _, ...others } = useSession.getState().documents
  useSession.setState(({ openId }) => ({ documents: others, openId: openId === id ? null : openId }))
  const key = `removed-${id}`
  const bringBack = () => {
    dismissNotice(key)
    restoreDesign(id).catch(showFailure)
  }
  showNotice({
    key,
    tone: 'info',
    text: `“${kept.name}” was deleted.`,
    actions: [{ label: 'Bring it back', act: bringBack }],
  })
}

async function restoreDesign(id: string): Promise<void> {
  await client.designs.restore({ id })
  await queryClient.invalidateQueries({ queryKey: door.designs.list.key() })
  await openDesign(id)
}

export function exportDesign(document: OpenDocument): void {
  const { graph } = document.store.getState()
  const stem =
    graph.name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'design'
  saveFile(`${stem}.graph.json`, 'application/json', writeGraph(graph))
}

settleConflictsBy({
  async loadTheirs(document) {
    const { graph, summary } = await client.designs.get({ id: document.id })
    document.store.setState({ summary, saveState: 'saved' })
    // As an edit, so that undo still leads back to what was here.
    document.replace(parseGraph(graph, `design “${summary.name}”`))
    await saveNow(document)
  },
  async saveCopy(document) {
    const mine = document.store.getState().graph
    forgetSaver(document.id)
    const { [document.id]: _, ...documents } = useSession.getState().documents
    useSession.setState({ documents, openId: null })
    await createDesign({ ...mine, name: copyName(mine.name) })
  },
})
