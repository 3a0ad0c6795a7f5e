import { type Repeats, walkedOnce } from '../repeats'
import type { Verdict } from '../report'
import { wilsonInterval } from './interval'
import { selectRank } from './percentile'
import { RightWalks } from './repeated'
import type { Figures } from './summary'

/** How a verdict is kept in a column. */
export const verdictCodes: readonly Verdict[] = ['correct', 'wrong', 'abstained', 'failed']
const CORRECT = 0
const FAILED = 3

/** The results of one run, column by column, in the order of their problems: ten runs of 100,000 fit in 40 MB. */
export interface RunColumns {
  /** Each walk's place in its run, rising: without repeats the problem's place in its dataset. */
  ordinals: Uint32Array
  /** An index of `verdictCodes`. */
  verdicts: Uint8Array
  /** Dollars and milliseconds; NaN where unknown. */
  usd: Float64Array
  billedUsd: Float64Array
  savedUsd: Float64Array
  latencyMs: Float64Array
  escalated: Uint8Array
}

/** Some rows of a run, by their index in the columns. */
export type Rows = Uint32Array

export function isCorrect({ verdicts }: RunColumns, row: number): boolean {
  return verdicts[row] === CORRECT
}

export function allRows({ ordinals }: RunColumns): Rows {
  return rowsUpTo(ordinals.length)
}

function rowsUpTo(count: number): Rows {
  const rows = new Uint32Array(count)
  for (let row = 0; row < count; row++) rows[row] = row
  return rows
}

/** The figures over some rows of a run, as `summarise` gives them over results. */
export function summariseRows(columns: RunColumns, rows: Rows, repeats: Repeats = walkedOnce): Figures {
  const { verdicts, escalated, ordinals } = columns
  const byProblem = repeats.repeats > 1 ? new RightWalks(repeats) : undefined
  let [correct, failed, sent] = [0, 0, 0]
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] ?? 0
    const verdict = verdicts[row]
    if (verdict === CORRECT) correct += 1
    else if (verdict === FAILED) failed += 1
    sent += escalated[row] ?? 0
    byProblem?.add(ordinals[row] ?? 0, verdict === CORRECT)
  }
  const walks = rows.length
  const counted = byProblem?.now()
  const usd = sumRows(columns.usd, rows)
  const latencies = knownLatencies(columns, rows)
  return {
    problems: counted?.problems ?? walks,
    walks,
    correct,
    accuracy: walks === 0 ? null : correct / walks,
    accuracyInterval: counted === undefined ? wilsonInterval(correct, walks) : counted.interval,
    usd,
    usdPerCorrect: usd === null || correct === 0 ? null : usd / correct,
    billedUsd: sumRows(columns.billedUsd, rows),
    savedUsd: sumRows(columns.savedUsd, rows),
    latencyMs: { p50: percentile(latencies, 0.5), p95: percentile(latencies, 0.95) },
    escalationRate: walks === 0 ? null : sent / walks,
    failed,
    repeated: counted?.repeated ?? null,
  }
}

/** Kahan's compensated sum of a column over some rows; `null` where one is unknown. */
export function sumRows(column: Float64Array, rows: Rows): number | null {
  let sum = 0
  let lost = 0
  for (let at = 0; at < rows.length; at++) {
    const term = (column[rows[at] ?? 0] ?? Number.NaN) - lost
    const next = sum + term
    lost = next - sum - term
    sum = next
  }
  return Number.isNaN(sum) ? null : sum
}

/** The latencies of some rows in a copy; `null` where one is unknown: percentiles that leave it out would be too low. */
export function knownLatencies({ latencyMs }: RunColumns, rows: Rows): Float64Array | null {
  const known = new Float64Array(rows.length)
  for (let at = 0; at < rows.length; at++) {
    const ms = latencyMs[rows[at] ?? 0] ?? Number.NaN
    if (Number.isNaN(ms)) return null
    known[at] = ms
  }
  return known
}

function percentile(values: Float64Array | null, p: number): number | null {
  return values === null ? null : (selectRank(values, p) ?? null)
}

/**
 * The rows of each run that hold the problems which all of them have finished, in the same order for all. `ordinals` must
 * be of one dataset and rising.
 */
export function commonRows(runs: readonly Pick<RunColumns, 'ordinals'>[]): Rows[] {
  const [first, ...others] = runs.map(({ ordinals }) => ordinals)
  if (first === undefined) return []
  if (others.every((ordinals) => isSame(first, ordinals))) {
    const all = rowsUpTo(first.length)
    return runs.map(() => all)
  }
  const common = others.reduce((shared, ordinals) => intersect(shared, ordinals), first)
  return runs.map(({ ordinals }) => rowsOf(ordinals, common))
}

function isSame(a: Uint32Array, b: Uint32Array): boolean {
  if (a.length !== b.length) return false
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false
  return true
}

function intersect(a: Uint32Array, b: Uint32Array): Uint32Array {
  const shared: number[] = []
  let at = 0
  for (const ordinal of a) {
    while (at < b.length && (b[at] ?? 0) < ordinal) at += 1
    if (b[at] === ordinal) shared.push(ordinal)
  }
  return Uint32Array.from(shared)
}

/** Where some of the ordinals stand; both rise. */
function rowsOf(ordinals: Uint32Array, some: Uint32Array): Rows {
  let row = 0
  return some.map((ordinal) => {
    while ((ordinals[row] ?? ordinal) < ordinal) row += 1
    return row
  })
}
