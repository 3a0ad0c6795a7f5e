import type { Figures } from './evidence/summary'
import type { AnsweredFrom, NodeFigures, Traffic } from './report'

/** What the calls to one model came to; unknown figures are null. */
export interface ModelFigures {
  connection: string
  model: string
  calls: number
  usd: number | null
  p50Ms: number | null
  p95Ms: number | null
}

/** What a run came to, kept with it when it ends, so that nobody has to read its results for that again. */
export interface RunRollup {
  figures: Figures
  /** What it was billed in all, by the ledger; absent where an older program kept it. */
  billedUsd?: number | null
  traffic: Traffic
  nodes: Record<string, NodeFigures>
  models: ModelFigures[]
  /** How many calls were answered from where; absent where an older program kept it. */
  sources?: AnsweredFrom
}
