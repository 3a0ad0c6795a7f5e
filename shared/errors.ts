/** Every error the program throws on purpose. The first word says which room it comes from. */
export type ErrorCode =
  | 'GRAPH_SYNTAX'
  | 'GRAPH_SHAPE'
  | 'GRAPH_NEWER'
  | 'GRAPH_INVALID'
  | 'DESIGN_UNKNOWN'
  | 'DESIGN_CONFLICT'
  | 'DATA_UNREADABLE'
  | 'DATA_FORMAT'
  | 'DATA_ENCODING'
  | 'DATA_COLUMNS'
  | 'DATA_EMPTY'
  | 'DATASET_UNKNOWN'
  | 'RUN_UNKNOWN'
  | 'RUN_EMPTY'
  | 'RESULT_UNKNOWN'
  | 'RUN_STATE'
  | 'RUN_INCOMPARABLE'
  | 'RUN_STOPPED'
  | 'RUN_BUDGET'
  | 'RUN_HALTED'
  | 'RUN_REFUSED'
  | 'RUN_UNPRICED'
  | 'RUN_UNRECORDED'
  | 'CONNECTION_UNKNOWN'
  | 'MODEL_UNKNOWN'
  | 'OUTCOME_MISSING'
  | 'REVIEW_UNKNOWN'
  | 'REVIEW_STATE'
  | 'PORT_OPEN'
  | 'NODE_BROKE'
  | 'STORE_RUNTIME'
  | 'STORE_NEWER'
  | 'STORE_FOREIGN'
  | 'STORE_EMPTY'
  | 'STORE_CORRUPT'
  | 'STORE_LOCKED'
  | 'STORE_UNREADABLE'
  | 'CONNECTION_INVALID'
  | 'KEY_MISSING'
  | 'KEY_UNSAFE'
  | 'PRICES_UNREADABLE'
  | 'PLAY_REFUSED'
  | 'USAGE'

export interface ErrorDetail {
  /** What the reader can do next. Required, so that no message leaves a user standing. */
  hint: string
  nodeId?: string
  cause?: unknown
}

/**
 * The one error class. `message` says what and where in one line, `hint` what to do next; only boundaries
 * (the terminal, the door, a run's result) turn it into data.
 */
export class SwitchyardError extends Error {
  readonly code: ErrorCode
  readonly hint: string
  readonly nodeId: string | undefined

  constructor(code: ErrorCode, message: string, detail: ErrorDetail) {
    super(message, detail.cause === undefined ? undefined : { cause: detail.cause })
    this.name = 'SwitchyardError'
    this.code = code
    this.hint = detail.hint
    this.nodeId = detail.nodeId
  }

  /** What, where and what next, as one line without control characters. */
  get line(): string {
    return singleLine(`${this.message}; ${this.hint}`)
  }
}

/** Text from files and libraries may hold line breaks or terminal escapes; a message is one plain line of ≤ 500 characters. */
export function singleLine(text: string, most = 500): string {
  const plain = text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
  return plain.length <= most ? plain : `${plain.slice(0, most - 1)}…`
}

/** One line for any thrown value: the error's own line where it is ours, else its message. */
export function lineOf(error: unknown): string {
  if (error instanceof SwitchyardError) return error.line
  return singleLine(error instanceof Error ? error.message : String(error))
}
