import { type RunColumns, verdictCodes } from './run-columns'
import type { Measured } from './summary'

/** Columns with room for so many results. */
export function emptyColumns(most: number): RunColumns {
  return {
    ordinals: new Uint32Array(most),
    verdicts: new Uint8Array(most),
    usd: new Float64Array(most),
    billedUsd: new Float64Array(most),
    savedUsd: new Float64Array(most),
    latencyMs: new Float64Array(most),
    escalated: new Uint8Array(most),
  }
}

/** The first so many of the results. */
export function columnsUpTo(columns: RunColumns, end: number): RunColumns {
  if (columns.ordinals.length === end) return columns
  return {
    ordinals: columns.ordinals.subarray(0, end),
    verdicts: columns.verdicts.subarray(0, end),
    usd: columns.usd.subarray(0, end),
    billedUsd: columns.billedUsd.subarray(0, end),
    savedUsd: columns.savedUsd.subarray(0, end),
    latencyMs: columns.latencyMs.subarray(0, end),
    escalated: columns.escalated.subarray(0, end),
  }
}

/** The columns of a run, one result after another: 38 bytes for each of so many at most. */
export class ColumnsFold {
  private readonly all: RunColumns
  private count = 0
  private isRising = true

  constructor(most: number) {
    this.all = emptyColumns(most)
  }

  /** `ordinal` is the walk's place in its run. */
  add(result: Measured & { ordinal: number }): void {
    const { ordinal, verdict, usd, billedUsd, savedUsd, latencyMs, escalated } = result
    const { all, count } = this
    if (count > 0 && ordinal <= (all.ordinals[count - 1] ?? 0)) this.isRising = false
    all.ordinals[count] = ordinal
    all.verdicts[count] = verdictCodes.indexOf(verdict)
    all.usd[count] = usd ?? Number.NaN
    all.billedUsd[count] = billedUsd ?? Number.NaN
    all.savedUsd[count] = savedUsd ?? Number.NaN
    all.latencyMs[count] = latencyMs ?? Number.NaN
    all.escalated[count] = escalated ? 1 : 0
    this.count += 1
  }

  /** `undefined` where the results did not come in the order of their places, as those of overlapping walks do not. */
  columns(): RunColumns | undefined {
    return this.isRising ? columnsUpTo(this.all, this.count) : undefined
  }
}
