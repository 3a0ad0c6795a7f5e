export interface LiveLimits {
  /** Until the connection stands. */
  connectMs: number
  /** Between two pieces of a stream, and until its first. */
  idleMs: number
  /** For the whole call; a call's own `timeoutMs` can only shorten it. */
  totalMs: number
  /** A reply's body. */
  maxBytes: number
}

export const defaultLimits: Readonly<LiveLimits> = {
  connectMs: 15_000,
  idleMs: 180_000,
  totalMs: 900_000,
  maxBytes: 32 * 1024 * 1024,
}
