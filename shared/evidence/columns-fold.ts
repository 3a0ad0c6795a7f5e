import { type RunColumns, verdictCodes } from './run-columns'
import type { Measured } from './summary'

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

/**
 * Dollars beside the list price: nearly always all nothing or all as listed, which takes no room. Values of their own are
 * written down from the first on that is neither.
 */
class PaidFold {
  private areNothing = true
  private areListed = true
  private own: Float64Array | undefined

  constructor(private readonly usd: Float64Array) {}

  /** The list price of the row stands already. */
  add(row: number, dollars: number): void {
    if (this.own === undefined) {
      const [wereNothing, wereListed] = [this.areNothing, this.areListed]
      this.areNothing &&= dollars === 0
      this.areListed &&= Object.is(dollars, this.usd[row])
      if (this.areNothing || this.areListed) return
      this.own = new Float64Array(this.usd.length)
      if (wereListed && !wereNothing) this.own.set(this.usd.subarray(0, row))
    }
    this.own[row] = dollars
  }

  column(): Float64Array {
    if (this.own !== undefined) return this.own
    return this.areNothing ? new Float64Array(this.usd.length) : this.usd
  }
}

/** The columns of a run, one result after another: 22 bytes for each of so many at most, 38 where some were paid and some saved. */
export class ColumnsFold {
  private readonly ordinals: Uint32Array
  private readonly verdicts: Uint8Array
  private readonly usd: Float64Array
  private readonly latencyMs: Float64Array
  private readonly escalated: Uint8Array
  private readonly billed: PaidFold
  private readonly saved: PaidFold
  private count = 0
  private isRising = true

  constructor(most: number) {
    this.ordinals = new Uint32Array(most)
    this.verdicts = new Uint8Array(most)
    this.usd = new Float64Array(most)
    this.latencyMs = new Float64Array(most)
    this.escalated = new Uint8Array(most)
    this.billed = new PaidFold(this.usd)
    this.saved = new PaidFold(this.usd)
  }

  /** `ordinal` is the walk's place in its run. */
  add(result: Measured & { ordinal: number }): void {
    const { ordinal, verdict, usd, billedUsd, savedUsd, latencyMs, escalated } = result
    const { ordinals, count } = this
    if (count > 0 && ordinal <= (ordinals[count - 1] ?? 0)) this.isRising = false
    ordinals[count] = ordinal
    this.verdicts[count] = verdictCodes.indexOf(verdict)
    this.usd[count] = usd ?? Number.NaN
    this.billed.add(count, billedUsd ?? Number.NaN)
    this.saved.add(count, savedUsd ?? Number.NaN)
    this.latencyMs[count] = latencyMs ?? Number.NaN
    this.escalated[count] = escalated ? 1 : 0
    this.count += 1
  }

  /** `undefined` where the results did not come in the order of their places, as those of overlapping walks do not. */
  columns(): RunColumns | undefined {
    if (!this.isRising) return undefined
    const { ordinals, verdicts, usd, latencyMs, escalated, billed, saved, count } = this
    const paid = { billedUsd: billed.column(), savedUsd: saved.column() }
    return columnsUpTo({ ordinals, verdicts, usd, latencyMs, escalated, ...paid }, count)
  }
}
