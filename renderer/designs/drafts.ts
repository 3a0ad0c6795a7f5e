import { databaseIsKnown, markOfDatabase } from '../database/database-state'

/**
 * What was edited but is not saved yet, kept where it outlives a crash of the window or of the engine. Each window has drafts
 * of its own: two of them may edit the same design. They belong to a database file as well: a copy of it has designs of the same ids.
 */
export interface Draft {
  /** The saved version that was edited. */
  baseHash: string
  /** The document's text. */
  graph: string
  at: number
}

const prefix = 'switchyard.draft.'
const lockOf = (windowId: string) => `switchyard.window.${windowId}`
let windowId: string | undefined

/** Holds this window's name for as long as it lives; a window loaded again, after a crash too, has the name it had. */
const named: Promise<string> = (async () => {
  await databaseIsKnown
  const before = sessionStorage.getItem('switchyard.window')
  // A tab that was duplicated has the name of a window that is still there.
  const name = before !== null && (await hold(before)) ? before : crypto.randomUUID()
  if (name !== before) void hold(name)
  sessionStorage.setItem('switchyard.window', name)
  windowId = name
  return name
})()

function hold(name: string): Promise<boolean> {
  return new Promise((answer) => {
    void navigator.locks.request(lockOf(name), { ifAvailable: true }, (lock) => {
      answer(lock !== null)
      return lock === null ? undefined : new Promise(() => undefined)
    })
  })
}

const startOf = (designId: string) => `${prefix}${designId}${markOfDatabase()}.`
const keyOf = (designId: string, name: string) => `${startOf(designId)}${name}`

/** Keeps the newest state of a design. One that is too large for the browser's room goes without. */
export function keepDraft(designId: string, draft: Draft): void {
  if (windowId === undefined) return
  try {
    localStorage.setItem(keyOf(designId, windowId), JSON.stringify(draft))
  } catch {
    dropDraft(designId)
  }
}

export function dropDraft(designId: string): void {
  if (windowId !== undefined) localStorage.removeItem(keyOf(designId, windowId))
}

/** Takes the newest draft that no other living window works on; the older ones of dead windows go. */
export async function takeDraft(designId: string): Promise<Draft | undefined> {
  const own = await named
  const { held = [] } = await navigator.locks.query()
  const living = new Set(held.map(({ name }) => name))
  const start = startOf(designId)
  const keys = Object.keys(localStorage).filter((key) => key.startsWith(start))
  const orphaned = keys.filter((key) => {
    const name = key.slice(start.length)
    return name === own || !living.has(lockOf(name))
  })
  const drafts = orphaned.flatMap((key) => {
    const draft = readDraft(localStorage.getItem(key))
    localStorage.removeItem(key)
    return draft ?? []
  })
  return drafts.sort((a, b) => b.at - a.at)[0]
}

export function readDraft(text: string | null): Draft | undefined {
  try {
    const { baseHash, graph, at } = JSON.parse(text ?? '') as Partial<Draft>
    return typeof baseHash === 'string' && typeof graph === 'string' && typeof at === 'number'
      ? { baseHash, graph, at }
      : undefined
  } catch {
    return undefined
  }
}
