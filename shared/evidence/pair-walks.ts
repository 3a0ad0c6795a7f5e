import { type CostCell, cellOf } from './cost-cell'
import type { PairedEvidence } from './pair-columns'
import { bootstrapCells, type Difference } from './paired-bootstrap'
import { isCorrect, type Rows, type RunColumns } from './run-columns'
import { signFlipP } from './sign-flip'
import { signFlipTest } from './whole-sign-flip'

/** The rows of one run that take part, several for each problem: those of the n-th begin at the n-th of `starts`, which has one more. */
export interface WalkedSide {
  columns: RunColumns
  rows: Rows
  starts: Uint32Array
}

/** What one run made of one problem in all its walks of it. */
export interface Walked {
  right: number
  walks: number
  /** Mean dollars; NaN where one is unknown. */
  usd: number
}

/** Costs drawn one by one: up to 2,000 problems all of them, beyond only the smaller groups. */
const MOST_DRAWS = 4_000_000

/**
 * Compares two runs problem by problem where at least one has walked problems several times: each problem counts as one, by the share of its
 * walks that were right and by their mean cost, however often either run has walked it. `first` is the baseline.
 */
export function pairWalks(first: WalkedSide, second: WalkedSide, seed = 1): PairedEvidence {
  const [one, two] = [walkedOf(first), walkedOf(second)]
  const problems = one.length
  const priced = [...one, ...two].every(({ usd }) => !Number.isNaN(usd))
  const { differences, unit } = shareDifferences(one, two)
  const { p, exact } = signFlipTest(differences, seed)
  const { accuracy, usdPerProblem, usdPerCorrect } = bootstrapCells(cellsOf(one, two, priced), priced, {
    seed,
    mostDraws: MOST_DRAWS,
  })
  return {
    problems,
    ...overlapOf(one, differences),
    p,
    test: exact ? 'signFlip' : 'signFlipDrawn',
    pCost: priced && problems > 0 ? signFlipP(costDifferences(one, two), seed) : null,
    accuracy: withoutRounding(accuracy),
    usdPerProblem,
    usdPerCorrect,
    variance: varianceOf(differences) / unit ** 2,
  }
}

function walkedOf({ columns, rows, starts }: WalkedSide): Walked[] {
  return Array.from({ length: starts.length - 1 }, (_, at) =>
    walkedRows(columns, rows.subarray(starts[at], starts[at + 1])),
  )
}

function varianceOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
}

/** What came of the walks of one problem. */
export function walkedRows(columns: RunColumns, rows: Rows): Walked {
  let [right, usd] = [0, 0]
  for (const row of rows) {
    if (isCorrect(columns, row)) right += 1
    usd += columns.usd[row] ?? Number.NaN
  }
  return { right, walks: rows.length, usd: usd / rows.length }
}

/** The second's share of right walks less the first's on each problem, as whole numbers of 1 ÷ `unit`. */
export function shareDifferences(
  one: readonly Walked[],
  two: readonly Walked[],
): { differences: number[]; unit: number } {
  const unit = [...new Set([...one, ...two].map(({ walks }) => walks))].reduce(leastCommonMultiple, 1)
  const units = ({ right, walks }: Walked): number => right * (unit / walks)
  return { differences: one.map((first, at) => units(two[at] ?? first) - units(first)), unit }
}

/** Shares such as thirds do not add up exactly: what is left where they cancel is no difference. */
function withoutRounding({ difference, interval }: Difference): Difference {
  const plain = (value: number): number => (Math.abs(value) < 1e-12 ? 0 : value)
  return {
    difference: difference === null ? null : plain(difference),
    interval: interval === null ? null : [plain(interval[0]), plain(interval[1])],
  }
}

/** What the second costs more than the first, for one walk of each problem on average. */
function costDifferences(one: readonly Walked[], two: readonly Walked[]): Float64Array {
  return Float64Array.from(one, (first, at) => (two[at]?.usd ?? 0) - first.usd)
}

/** Problems on which one of them is right more often, and on which both are equally often right, or never. */
function overlapOf(one: readonly Walked[], differences: readonly number[]) {
  const overlap = { both: 0, onlyFirst: 0, onlySecond: 0, neither: 0 }
  for (const [at, difference] of differences.entries()) {
    if (difference < 0) overlap.onlyFirst += 1
    else if (difference > 0) overlap.onlySecond += 1
    else if ((one[at]?.right ?? 0) > 0) overlap.both += 1
    else overlap.neither += 1
  }
  return overlap
}

/** The problems by how often either was right; unknown costs count as 0, for no dollars are then told. */
function cellsOf(one: readonly Walked[], two: readonly Walked[], priced: boolean): CostCell[] {
  const groups = new Map<string, { shares: [number, number]; first: number[]; second: number[] }>()
  for (const [at, first] of one.entries()) {
    const second = two[at] ?? first
    const shares: [number, number] = [first.right / first.walks, second.right / second.walks]
    const key = shares.join(' ')
    const group = groups.get(key) ?? { shares, first: [], second: [] }
    groups.set(key, group)
    group.first.push(priced ? first.usd : 0)
    group.second.push(priced ? second.usd : 0)
  }
  return [...groups.values()].map(({ shares, first, second }) =>
    cellOf(...shares, Float64Array.from(first), Float64Array.from(second)),
  )
}

function leastCommonMultiple(a: number, b: number): number {
  return (a / greatestCommonDivisor(a, b)) * b
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}
