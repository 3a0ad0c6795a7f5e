import { type CostCell, drawEach, drawSum, makeCell } from './cost-cell'
import { Draws } from './draws'
import { nearestRank } from './percentile'

/** What two designs made of one problem. */
export interface PairedProblem {
  firstCorrect: boolean
  secondCorrect: boolean
  /** Dollars; `null` where unknown. */
  firstUsd: number | null
  secondUsd: number | null
}

/** The second design's figure minus the first's, with a 95 % interval. */
export interface Difference {
  difference: number | null
  interval: [number, number] | null
}

export interface PairedDifferences {
  problems: number
  /** A difference of shares: −1 to 1. `null` without problems. */
  accuracy: Difference
  /** Dollars per problem. `null` without problems, or where one cost is unknown. */
  usdPerProblem: Difference
  /** Dollars per correct answer. `null` also where a design has none; its interval where too many replicates have none. */
  usdPerCorrect: Difference
}

export interface BootstrapOptions {
  seed: number
  /** 2,000 by default. */
  replicates?: number
  /** How many costs may be drawn one by one before large groups of problems are drawn as sums; 20 million by default. */
  mostDraws?: number
}

/** Draws of single problems that fit in a moment; beyond, cells of more than `LARGE_CELL` problems are drawn as sums. */
const MOST_DRAWS = 20_000_000
const LARGE_CELL = 2000

/**
 * Paired bootstrap: problems are drawn with replacement, each with what both designs made of it, and the 95 % interval
 * runs from the 2.5 % to the 97.5 % point of the differences over the replicates (nearest rank). The same seed gives the same
 * intervals. B. Efron and R. J. Tibshirani, “An Introduction to the Bootstrap”, 1993, chapter 13.
 *
 * How many of a replicate's problems have which pair of verdicts is drawn at once, from its multinomial distribution, so
 * accuracy takes no time however many problems there are. Their costs are then drawn one by one; where that comes to more
 * than `mostDraws`, the sum over a pair of verdicts that very many problems have is drawn from its normal limit.
 */
export function bootstrapPairs(problems: readonly PairedProblem[], options: BootstrapOptions): PairedDifferences {
  const priced = problems.every(({ firstUsd, secondUsd }) => firstUsd !== null && secondUsd !== null)
  return bootstrapCells(cellsOf(problems, priced), priced, options)
}

/** The same over problems that are already grouped by their pair of verdicts; `priced` says that all costs are known. */
export function bootstrapCells(
  cells: readonly CostCell[],
  priced: boolean,
  { seed, replicates = 2000, mostDraws = MOST_DRAWS }: BootstrapOptions,
): PairedDifferences {
  const n = cells.reduce((sum, { first }) => sum + first.length, 0)
  const draws = new Draws(seed)
  const each = n * replicates <= mostDraws
  const large = Math.min(LARGE_CELL, mostDraws / (4 * replicates))
  const drawn = {
    accuracy: new Float64Array(replicates),
    usdPerProblem: new Float64Array(replicates),
    usdPerCorrect: new Float64Array(replicates),
  }
  for (let replicate = 0; replicate < replicates; replicate++) {
    const shift = differ(n, drawTotals(cells, n, draws, each ? Number.POSITIVE_INFINITY : large))
    drawn.accuracy[replicate] = shift.accuracy
    drawn.usdPerProblem[replicate] = shift.usdPerProblem
    drawn.usdPerCorrect[replicate] = shift.usdPerCorrect
  }
  const seen = differ(n, seenTotals(cells))
  return {
    problems: n,
    accuracy: difference(seen.accuracy, drawn.accuracy, true),
    usdPerProblem: difference(seen.usdPerProblem, drawn.usdPerProblem, priced),
    usdPerCorrect: difference(seen.usdPerCorrect, drawn.usdPerCorrect, priced),
  }
}

/** The problems by their pair of verdicts; unknown costs are not looked at, and count as 0 here. */
function cellsOf(problems: readonly PairedProblem[], priced: boolean): CostCell[] {
  const costs = new Map<number, { firstUsd: number; secondUsd: number }[]>([0, 1, 2, 3].map((pair) => [pair, []]))
  for (const { firstCorrect, secondCorrect, firstUsd, secondUsd } of problems) {
    const cost = priced ? { firstUsd: firstUsd ?? 0, secondUsd: secondUsd ?? 0 } : { firstUsd: 0, secondUsd: 0 }
    costs.get(2 * Number(firstCorrect) + Number(secondCorrect))?.push(cost)
  }
  return [...costs].flatMap(([pair, of]) => (of.length === 0 ? [] : [makeCell(pair >> 1, pair % 2, of)]))
}

/** Right answers, or sums of shares of them, and dollars. */
interface Totals {
  firstCorrect: number
  secondCorrect: number
  firstUsd: number
  secondUsd: number
}

function add(totals: Totals, cell: CostCell, count: number, [firstUsd, secondUsd]: readonly [number, number]): void {
  totals.firstCorrect += count * cell.firstRight
  totals.secondCorrect += count * cell.secondRight
  totals.firstUsd += firstUsd
  totals.secondUsd += secondUsd
}

function seenTotals(cells: readonly CostCell[]): Totals {
  const totals: Totals = { firstCorrect: 0, secondCorrect: 0, firstUsd: 0, secondUsd: 0 }
  for (const cell of cells) {
    const count = cell.first.length
    add(totals, cell, count, [count * cell.spread.first, count * cell.spread.second])
  }
  return totals
}

/** One replicate: multinomial counts, as one binomial after the other over what is left, and costs for each; above `large` as a sum. */
function drawTotals(cells: readonly CostCell[], n: number, draws: Draws, large: number): Totals {
  const totals: Totals = { firstCorrect: 0, secondCorrect: 0, firstUsd: 0, secondUsd: 0 }
  let [toDraw, ahead] = [n, n]
  for (const cell of cells) {
    const size = cell.first.length
    const count = draws.binomial(toDraw, size / ahead)
    const oneByOne = !cell.spread.constant && size <= large
    add(totals, cell, count, oneByOne ? drawEach(cell, count, draws) : drawSum(cell, count, draws))
    toDraw -= count
    ahead -= size
  }
  return totals
}

/** Second minus first; infinite or NaN in dollars per correct where a design has none. */
function differ(n: number, { firstCorrect, secondCorrect, firstUsd, secondUsd }: Totals) {
  return {
    accuracy: (secondCorrect - firstCorrect) / n,
    usdPerProblem: (secondUsd - firstUsd) / n,
    usdPerCorrect: secondUsd / secondCorrect - firstUsd / firstCorrect,
  }
}

function difference(seen: number, drawn: Float64Array, known: boolean): Difference {
  if (!known || !Number.isFinite(seen)) return { difference: null, interval: null }
  // A replicate that is undefined might be anything: it counts as the worst at either end. Sorting puts NaN last.
  const high = nearestRank(drawn.toSorted(), 0.975) ?? Number.NaN
  const low = nearestRank(drawn.map((value) => (Number.isNaN(value) ? -Infinity : value)).sort(), 0.025) ?? Number.NaN
  const interval: [number, number] | null = Number.isFinite(low) && Number.isFinite(high) ? [low, high] : null
  return { difference: seen, interval }
}
