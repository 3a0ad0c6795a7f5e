import { SwitchyardError } from '../../shared/errors'
import { commonRows, type Rows, type RunColumns } from '../../shared/evidence/run-columns'
import type { RunRow } from '../store/runs'
import type { Store } from '../store/store'
import { alignWalks, type ByProblem } from './align-walks'
import type { ColumnsOfRuns } from './run-columns'

/** A run with its results. */
export interface Side {
  run: RunRow
  columns: RunColumns
}

/** A run with the rows of its results that hold the problems which all of the compared runs have. */
export interface Aligned extends Side {
  /** The n-th row is the same problem in every run; where there is `byProblem`, that says which rows are the walks of the n-th problem. */
  rows: Rows
  /** The walk's place in its own run, by row. */
  ownOrdinals: Uint32Array
  /** Absent where all of the runs walk each problem once. */
  byProblem?: ByProblem
}

/** Brings runs to the problems that all of them have finished. Datasets that share none are refused. */
export function alignRuns({ runs, evidence }: Store, columns: ColumnsOfRuns, runIds: readonly string[]): Aligned[] {
  const rows = [...new Set(runIds)].map((id) => runs.get(id))
  const [first] = rows
  if (first === undefined) return []
  const aligned = rows.some(({ repeats }) => repeats > 1) ? byWalks(first, rows) : byRows(first, rows)
  const other = rows.find(({ datasetId }) => datasetId !== first.datasetId)
  if (other !== undefined && aligned[0]?.rows.length === 0) {
    throw new SwitchyardError(
      'RUN_INCOMPARABLE',
      `“${first.name}” and “${other.name}” are over different datasets, which share no problem`,
      { hint: 'compare runs over one dataset' },
    )
  }
  return aligned

  function byWalks(first: RunRow, rows: readonly RunRow[]): Aligned[] {
    const sides = rows.map((run) => ({ run, columns: columns.of(run) }))
    return alignWalks(sides, ({ run }) => {
      if (run.datasetId === first.datasetId) return (ordinal) => ordinal
      const shared = new Map(evidence.alike(first.datasetId, run.datasetId).map(([ordinal, own]) => [own, ordinal]))
      return (own) => shared.get(own)
    })
  }

  function byRows(first: RunRow, rows: readonly RunRow[]): Aligned[] {
    const sides = rows.map((run) => {
      const own = columns.of(run)
      if (run.datasetId === first.datasetId) return { run, columns: own, ownOrdinals: own.ordinals }
      return { run, ...inOrdinalsOf(own, evidence.alike(first.datasetId, run.datasetId)) }
    })
    const common = commonRows(sides.map((side) => side.columns))
    return sides.map((side, at) => ({ ...side, rows: common[at] ?? new Uint32Array() }))
  }
}

/** The rows of a run whose problems another dataset has too, under that dataset's ordinals and in its order. */
function inOrdinalsOf(own: RunColumns, alike: readonly [other: number, own: number][]) {
  const rowOf = new Map(Array.from(own.ordinals, (ordinal, row) => [ordinal, row]))
  const shared = alike.flatMap(([ordinal, ownOrdinal]) => {
    const row = rowOf.get(ownOrdinal)
    return row === undefined ? [] : [{ ordinal, ownOrdinal, row }]
  })
  const pick = <T extends { [index: number]: number }>(column: T) => shared.map(({ row }) => column[row] ?? Number.NaN)
  const columns: RunColumns = {
    ordinals: Uint32Array.from(shared, ({ ordinal }) => ordinal),
    verdicts: Uint8Array.from(pick(own.verdicts)),
    usd: Float64Array.from(pick(own.usd)),
    billedUsd: Float64Array.from(pick(own.billedUsd)),
    savedUsd: Float64Array.from(pick(own.savedUsd)),
    latencyMs: Float64Array.from(pick(own.latencyMs)),
    escalated: Uint8Array.from(pick(own.escalated)),
  }
  return { columns, ownOrdinals: Uint32Array.from(shared, ({ ownOrdinal }) => ownOrdinal) }
}
