import { describeGraph } from '../../shared/graph/edit'
import { checkGraphSize, parseGraph } from '../../shared/graph/load'
import type { Graph } from '../../shared/graph/schema'
import { hashGraph, writeGraph } from '../../shared/graph/write'
import { client, door } from '../api'
import { markOfDatabase } from '../database/database-state'
import { queryClient } from '../query'
import { dismissNotice, showFailure, showNotice } from '../shell/notice-store'
import { words } from '../words'
import { forgetSaver, keepSaved, refreshDesigns, saveNow } from './autosave'
import { type OpenDocument, openDocument } from './document'
import { recoverEdits } from './recover'
import { currentDocument, useSession } from './session'
import { wishes } from './wishes'

async function fetchDocument(id: string): Promise<OpenDocument> {
  const { graph, summary } = await client.designs.get({ id })
  return openDocument(id, parseGraph(graph, `design “${summary.name}”`), summary)
}

const openings = wishes()

/** Shows a design, unless another one is asked for meanwhile; one that was open before comes back with its view and its undo. */
export async function openDesign(id: string): Promise<void> {
  const before = currentDocument()
  if (before !== undefined && before.id !== id) void saveNow(before)
  const opening = openings.begin()
  try {
    const { documents } = useSession.getState()
    const document = documents[id] ?? (await fetchDocument(id))
    if (documents[id] === undefined) {
      keepSaved(document)
      await recoverEdits(document)
    }
    useSession.setState(({ openId, documents: others }) => ({
      openId: opening.isNewest() || openId === null ? id : openId,
      documents: { [id]: document, ...others },
    }))
    if (opening.isNewest()) localStorage.setItem(lastOpenKey(), id)
  } finally {
    opening.end()
  }
}

/** Where nothing is open and nobody is opening anything. */
export async function openFirstDesign(ids: readonly string[]): Promise<void> {
  const first = firstDesign(ids)
  if (first !== undefined && !openings.areOpen) await openDesign(first)
}

const lastOpenKey = () => `switchyard.design${markOfDatabase()}`

/** The design that was open last, else the first of the list. */
function firstDesign(ids: readonly string[]): string | undefined {
  const last = localStorage.getItem(lastOpenKey())
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

export async function createNewDesign(): Promise<void> {
  const open = currentDocument()?.store.getState().graph
  const graph = startingGraph('New design')
  // A new design starts with the models that the user works with.
  const [role] = Object.keys(open?.roles ?? {})
  if (open === undefined || role === undefined) return createDesign(graph)
  const nodes = graph.nodes.map((node) => (node.kind === 'model' ? { ...node, settings: { role } } : node))
  return createDesign({ ...graph, roles: open.roles, nodes })
}

/** A copy under the next free name, of what is on the screen where the design is open. */
export async function duplicateDesign({ id }: { id: string }): Promise<void> {
  await createDesign(await graphOfDesign(id))
}

/** The design as it is here, else as it is saved. */
export async function graphOfDesign(id: string): Promise<Graph> {
  const open = useSession.getState().documents[id]
  if (open !== undefined) return open.store.getState().graph
  const { graph, summary } = await client.designs.get({ id })
  return parseGraph(graph, `design “${summary.name}”`)
}

/** Takes a graph in from its text. One that is here already, exactly so, is only shown. */
export async function importGraphText(text: string, where: string): Promise<void> {
  const graph = parseGraph(text, where)
  const hash = hashGraph(graph)
  const same = (await client.designs.list()).find((design) => design.hash === hash)
  if (same === undefined) return createDesign(graph)
  await openDesign(same.id)
  showNotice({ tone: 'info', text: words.designs.isHere(same.name) })
}

export async function importDesign(file: File): Promise<void> {
  // Before it is read: what is far too large must not be brought into memory.
  checkGraphSize(file.size, file.name)
  await importGraphText(await file.text(), file.name)
}

export async function removeDesign(id: string): Promise<void> {
  const { name } = await graphOfDesign(id)
  await client.designs.remove({ id })
  forgetSaver(id)
  await closeDesign(id)
  const key = `removed-${id}`
  const bringBack = () => {
    dismissNotice(key)
    restoreDesign(id).catch(showFailure)
  }
  showNotice({
    key,
    tone: 'info',
    text: words.designs.wasRemoved(name),
    actions: [{ label: words.designs.bringBack, act: bringBack }],
  })
}

/** Closes what is no longer in the list. The list comes first: with nothing open, the first of it is opened. */
async function closeDesign(id: string): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: door.designs.list.key() })
  const { [id]: _, ...others } = useSession.getState().documents
  useSession.setState(({ openId }) => ({ documents: others, openId: openId === id ? null : openId }))
}

async function restoreDesign(id: string): Promise<void> {
  await client.designs.restore({ id })
  await queryClient.invalidateQueries({ queryKey: door.designs.list.key() })
  await openDesign(id)
}

/** Puts a design away, with everything; saved first, as it is closed. */
export async function archiveDesign(id: string): Promise<void> {
  if (!(await saveNow(useSession.getState().documents[id]))) return
  const { name } = await client.designs.archive({ id, archived: true })
  forgetSaver(id)
  await closeDesign(id)
  const key = `archived-${id}`
  const undo = () => {
    dismissNotice(key)
    unarchiveDesign(id).catch(showFailure)
  }
  showNotice({
    key,
    tone: 'info',
    text: words.designs.wasArchived(name),
    actions: [{ label: words.designs.undo, act: undo }],
  })
}

export async function unarchiveDesign(id: string): Promise<void> {
  await client.designs.archive({ id, archived: false })
  await queryClient.invalidateQueries({ queryKey: door.designs.list.key() })
}

/** Renames in the document, as an edit that can be undone, and tags beside it. */
export async function describeDesign(id: string, name: string, tags: readonly string[]): Promise<void> {
  const open = useSession.getState().documents[id]
  if (open === undefined) {
    const { graph, summary } = await client.designs.get({ id })
    const renamed = describeGraph(parseGraph(graph, `design “${summary.name}”`), { name })
    await client.designs.save({ id, graph: writeGraph(renamed), baseHash: summary.hash })
  } else {
    open.change((graph) => (graph.name === name ? graph : describeGraph(graph, { name })))
    await saveNow(open)
  }
  await client.designs.setTags({ id, tags: [...tags] })
  refreshDesigns()
}
