export interface Wish {
  /** Whether nothing else was wished for since. */
  isNewest: () => boolean
  /** To be called when it has come true, or has failed. */
  end: () => void
}

/** What is asked for by turns and takes its time: of several wishes the newest counts, whichever is the first to come true. */
export function wishes() {
  let newest = 0
  let open = 0
  return {
    begin(): Wish {
      newest += 1
      open += 1
      const number = newest
      return {
        isNewest: () => number === newest,
        end: () => {
          open -= 1
        },
      }
    },
    /** Whether one has not come true yet. */
    get areOpen(): boolean {
      return open > 0
    },
  }
}
