import type { Keeping, KeptKey } from '../service/keys/key-ring'

/** What the main process tells the engine's process to open; it crosses as one argument of JSON. */
export interface EngineOptions {
  databaseFile: string
  /** Whether a database that is not there is made. */
  mayMake: boolean
  /** Whether a new one is given the sample project. */
  withSample: boolean
  resourcesDir: string
  nativeBinding: string | null
}

/**
 * A `connect` carries one port, over which a window then speaks to the engine. The keys come once, before the first of
 * these, on this channel that no window has an end of; `kept` answers a `keep` or `drop`, with a line where it failed.
 */
export type ToEngine =
  | { kind: 'keys'; keeping: Keeping; keys: KeptKey[] }
  | { kind: 'kept'; ask: number; trouble: string | null }
  | { kind: 'connect' }
  | { kind: 'may-write'; ticket: string; file: string }
  | { kind: 'stop' }

/** `refused`: the database could not be opened, and another try would end the same way. */
export type FromEngine =
  | { kind: 'ready' }
  | { kind: 'refused'; line: string }
  | { kind: 'keep'; ask: number; kept: KeptKey }
  | { kind: 'drop'; ask: number; name: string }
