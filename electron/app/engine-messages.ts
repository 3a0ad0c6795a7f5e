/** What the main process tells the engine's process to open; it crosses as one argument of JSON. */
export interface EngineOptions {
  databaseFile: string
  resourcesDir: string
  nativeBinding: string | null
}

/** A `connect` carries one port, over which a window then speaks to the engine. */
export type ToEngine = { kind: 'connect' } | { kind: 'stop' }

/** `refused`: the database could not be opened, and another try would end the same way. */
export type FromEngine = { kind: 'ready' } | { kind: 'refused'; line: string }
