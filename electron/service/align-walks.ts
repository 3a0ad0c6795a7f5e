import type { Rows } from '../../shared/evidence/run-columns'
import { ordinalOf } from '../../shared/repeats'
import type { Aligned, Side } from './align-runs'

/** The problems that runs have in common, where one of them at least walks its problems several times. */
export interface ByProblem {
  /** The rows of the n-th problem begin at the n-th of these; there is one more than there are problems. */
  starts: Uint32Array
  /** The places of the problems in the dataset of the first run. */
  ordinals: Uint32Array
  /** Problems that this run has finished a walk of. */
  finished: number
}

/**
 * Gathers the walks of each problem that all runs have, in the order of the dataset. `ordinalIn` gives the place of a run's own problem in the
 * dataset of the first one; undefined where that does not have it.
 */
export function alignWalks(
  sides: readonly Side[],
  ordinalIn: (side: Side) => (own: number) => number | undefined,
): Aligned[] {
  const placed = sides.map((side) => problemsOf(side, ordinalIn(side)))
  const size = Math.max(0, ...placed.map(({ counts }) => counts.length))
  const common: number[] = []
  for (let ordinal = 0; ordinal < size; ordinal++)
    if (placed.every(({ counts }) => (counts[ordinal] ?? 0) > 0)) common.push(ordinal)
  const ordinals = Uint32Array.from(common)
  return sides.map((side, at) => {
    const { counts, problemOf, finished } = placed[at] ?? {
      counts: new Uint32Array(),
      problemOf: new Int32Array(),
      finished: 0,
    }
    const starts = new Uint32Array(common.length + 1)
    const next = new Int32Array(size).fill(-1)
    for (const [nth, ordinal] of common.entries()) {
      next[ordinal] = starts[nth] ?? 0
      starts[nth + 1] = (starts[nth] ?? 0) + (counts[ordinal] ?? 0)
    }
    const rows: Rows = new Uint32Array(starts.at(-1) ?? 0)
    for (const [row, ordinal] of problemOf.entries()) {
      const free = ordinal < 0 ? -1 : (next[ordinal] ?? -1)
      if (free < 0) continue
      rows[free] = row
      next[ordinal] = free + 1
    }
    return { ...side, rows, ownOrdinals: side.columns.ordinals, byProblem: { starts, ordinals, finished } }
  })
}

/** The problem of each row, −1 where the first dataset does not have it, and how many walks each problem has. */
function problemsOf({ run, columns }: Side, ordinalIn: (own: number) => number | undefined) {
  const problemOf = Int32Array.from(columns.ordinals, (place) => ordinalIn(ordinalOf(place, run)) ?? -1)
  const last = problemOf.reduce((most, ordinal) => Math.max(most, ordinal), -1)
  const counts = new Uint32Array(last + 1)
  for (const ordinal of problemOf) if (ordinal >= 0) counts[ordinal] = (counts[ordinal] ?? 0) + 1
  const finished = new Set(Array.from(columns.ordinals, (place) => ordinalOf(place, run))).size
  return { counts, problemOf, finished }
}

/** How many problems the aligned runs have in common. */
export function commonProblems({ rows, byProblem }: Aligned): number {
  return byProblem === undefined ? rows.length : byProblem.ordinals.length
}

/** How many problems a run has finished, of which it may share only some. */
export function finishedProblems({ run, byProblem }: Aligned): number {
  return byProblem?.finished ?? run.finished
}

/** The place of the n-th problem in common, in the dataset of the first run. */
export function problemAt({ columns, rows, byProblem }: Aligned, at: number): number {
  return (byProblem === undefined ? columns.ordinals[rows[at] ?? 0] : byProblem.ordinals[at]) ?? -1
}

/** The walks of the n-th problem in common. */
export function walksAt({ rows, byProblem }: Aligned, at: number): Rows {
  if (byProblem === undefined) return rows.subarray(at, at + 1)
  return rows.subarray(byProblem.starts[at], byProblem.starts[at + 1])
}
