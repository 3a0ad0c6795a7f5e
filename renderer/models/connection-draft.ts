import type { CompatibleServer, ConnectionKind, Preset } from '../../shared/connection-presets'
import {
  type ConnectionLimits,
  type ConnectionSettings,
  connectionNameSchema,
  noLimits,
} from '../../shared/connection-settings'
import type { ConnectionInfo } from '../../shared/connections-contract'

/** A connection as it is typed. */
export interface ConnectionDraft {
  name: string
  kind: ConnectionKind
  server: CompatibleServer | null
  baseUrl: string
  notes: string
  limits: Record<keyof ConnectionLimits, string>
}

export function draftOf(connection: ConnectionInfo): ConnectionDraft {
  const { name, kind, server, baseUrl, notes, limits } = connection
  const text = (limit: number | null) => (limit === null ? '' : String(limit))
  return {
    name,
    kind,
    server,
    baseUrl,
    notes,
    limits: {
      concurrency: text(limits.concurrency),
      requestsPerMinute: text(limits.requestsPerMinute),
      tokensPerMinute: text(limits.tokensPerMinute),
    },
  }
}

/** A preset under its own name, or the first free one like it. */
export function draftFrom({ name, kind, server, baseUrl }: Preset, taken: readonly string[]): ConnectionDraft {
  let free = name
  for (let number = 2; taken.includes(free); number += 1) free = `${name}-${number}`
  return {
    name: free,
    kind,
    server,
    baseUrl,
    notes: '',
    limits: { concurrency: '', requestsPerMinute: '', tokensPerMinute: '' },
  }
}

export type DraftTrouble = Partial<Record<'name' | 'baseUrl' | keyof ConnectionLimits, string>>

/** The settings that a draft means, or what is wrong with it by field. */
export function readDraft(
  draft: ConnectionDraft,
  taken: readonly string[],
): ConnectionSettings | { trouble: DraftTrouble } {
  const trouble: DraftTrouble = {}
  const name = connectionNameSchema.safeParse(draft.name)
  if (!name.success) trouble.name = name.error.issues[0]?.message ?? 'is no name'
  else if (taken.includes(draft.name)) trouble.name = 'there is a connection of this name already'
  const url = URL.parse(draft.baseUrl.trim())
  if (url === null || !/^https?:$/.test(url.protocol)) trouble.baseUrl = 'an address such as https://host/v1'
  else if (url.username !== '' || url.password !== '') trouble.baseUrl = 'leave the password out; a key is kept apart'
  const limits: ConnectionLimits = { ...noLimits }
  for (const field of Object.keys(noLimits) as (keyof ConnectionLimits)[]) {
    const text = draft.limits[field].trim()
    if (text === '') continue
    if (/^[1-9]\d{0,8}$/.test(text)) limits[field] = Number(text)
    else trouble[field] = 'a whole number from 1, or empty for no limit'
  }
  if (Object.keys(trouble).length > 0) return { trouble }
  const { kind, server, baseUrl, notes } = draft
  return { name: draft.name, kind, server, baseUrl: baseUrl.trim(), notes: notes.trim(), limits }
}

/** Whether a key would have to be given anew. */
export function movesAway(before: string, after: string): boolean {
  const [from, to] = [URL.parse(before.trim()), URL.parse(after.trim())]
  return from !== null && to !== null && from.origin !== to.origin
}

export const keepingWords = {
  lasting: 'Kept encrypted by this system’s own keychain.',
  session:
    'Kept for this session alone and asked for again at the next start: there is no keychain here that could keep it safe.',
} as const
