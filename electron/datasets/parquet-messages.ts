export interface RowGroup {
  rows: number
  /** Unpacked. */
  bytes: number
}

/** To the thread: give these rows, the end left out. */
export interface ToParquet {
  rowStart: number
  rowEnd: number
}

/** From the thread: the groups at once, then an answer to each request. */
export type FromParquet =
  | { kind: 'groups'; groups: RowGroup[] }
  | { kind: 'rows'; rows: Record<string, unknown>[] }
  | { kind: 'broken'; because: string }
