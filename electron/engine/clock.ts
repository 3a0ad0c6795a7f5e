/** Real time, as the engine has it: it knows no Node and no browser. */
export interface Clock {
  /** Milliseconds that only ever grow, whatever is done to the computer's clock. */
  now(): number
  /** Milliseconds since 1970. */
  date(): number
  /** Calls back once after so many milliseconds; gives how to call it off. */
  after(ms: number, work: () => void): () => void
  /** Calls back as soon as what is going on now has had its turn. */
  soon(work: () => void): void
}
