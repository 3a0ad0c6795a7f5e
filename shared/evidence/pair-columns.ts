import { type CostCell, cellOf } from './cost-cell'
import { mcnemarP } from './mcnemar'
import type { Overlap } from './overlap'
import { bootstrapCells, type Difference } from './paired-bootstrap'
import { isCorrect, type Rows, type RunColumns } from './run-columns'
import { signFlipP } from './sign-flip'

/** Exact McNemar where each problem is walked once; else sign flips by problem, all of them or some that were drawn. */
export type PairedTest = 'mcnemar' | 'signFlip' | 'signFlipDrawn'

/** A design against the baseline over the same problems: its figures minus the baseline's. */
export interface PairedEvidence extends Overlap {
  problems: number
  /** Two-sided. */
  p: number
  test: PairedTest
  /** Of the randomisation test of dollars; `null` without problems, or where one cost is unknown. */
  pCost: number | null
  /** Of the differences between the shares of right walks; `null` where problems are walked once. */
  variance: number | null
  accuracy: Difference
  usdPerProblem: Difference
  usdPerCorrect: Difference
}

/** The rows of one run that take part, the n-th being the same problem as the n-th of the other. */
export interface Side {
  columns: RunColumns
  rows: Rows
}

/** Costs drawn one by one: up to 2,000 problems all of them, beyond only the smaller groups. */
const MOST_DRAWS = 4_000_000

/** Compares two runs that walked each problem once, problem by problem; `first` is the baseline. The same runs and seed give the same figures. */
export function pairRuns(first: Side, second: Side, seed = 1): PairedEvidence {
  const { cells, priced } = cellsOf(first, second)
  const count = (firstCorrect: boolean, secondCorrect: boolean): number =>
    cells.find((cell) => cell.firstRight === Number(firstCorrect) && cell.secondRight === Number(secondCorrect))?.first
      .length ?? 0
  const [onlyFirst, onlySecond] = [count(true, false), count(false, true)]
  const { accuracy, usdPerProblem, usdPerCorrect } = bootstrapCells(cells, priced, { seed, mostDraws: MOST_DRAWS })
  return {
    problems: first.rows.length,
    both: count(true, true),
    onlyFirst,
    onlySecond,
    neither: count(false, false),
    p: mcnemarP(onlyFirst, onlySecond),
    test: 'mcnemar',
    variance: null,
    pCost: priced && first.rows.length > 0 ? signFlipP(costDifferences(cells), seed) : null,
    accuracy,
    usdPerProblem,
    usdPerCorrect,
  }
}

/** Costs by pair of verdicts; where one is unknown all count as 0, for no dollars are then told. */
function cellsOf(first: Side, second: Side): { cells: CostCell[]; priced: boolean } {
  const pairs = new Uint8Array(first.rows.length)
  const sizes: [number, number, number, number] = [0, 0, 0, 0]
  for (let at = 0; at < pairs.length; at++) {
    const one = Number(isCorrect(first.columns, first.rows[at] ?? 0))
    const pair = 2 * one + Number(isCorrect(second.columns, second.rows[at] ?? 0))
    pairs[at] = pair
    sizes[pair as 0 | 1 | 2 | 3] += 1
  }
  const costs = sizes.map((size) => ({ first: new Float64Array(size), second: new Float64Array(size), filled: 0 }))
  let priced = true
  for (let at = 0; at < pairs.length; at++) {
    const cell = costs[pairs[at] ?? 0]
    if (cell === undefined) continue
    const firstUsd = first.columns.usd[first.rows[at] ?? 0] ?? Number.NaN
    const secondUsd = second.columns.usd[second.rows[at] ?? 0] ?? Number.NaN
    if (Number.isNaN(firstUsd + secondUsd)) priced = false
    cell.first[cell.filled] = firstUsd
    cell.second[cell.filled] = secondUsd
    cell.filled += 1
  }
  if (!priced) for (const column of costs.flatMap((cell) => [cell.first, cell.second])) column.fill(0)
  const cells = costs.flatMap((cell, pair) =>
    cell.filled === 0 ? [] : [cellOf(pair >> 1, pair % 2, cell.first, cell.second)],
  )
  return { cells, priced }
}

/** What the second cost more than the first, for each problem. */
function costDifferences(cells: readonly CostCell[]): Float64Array {
  const differences = new Float64Array(cells.reduce((sum, { first }) => sum + first.length, 0))
  let filled = 0
  for (const { first, second } of cells)
    for (let at = 0; at < first.length; at++) differences[filled++] = (second[at] ?? 0) - (first[at] ?? 0)
  return differences
}
