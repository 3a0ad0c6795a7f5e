import { Draws } from './draws'

export interface SignFlip {
  /** From 0 to 1; 1 where nothing differs. */
  p: number
  /** Whether all ways in which the signs can fall were counted, and not only some that were drawn. */
  exact: boolean
}

/** Additions that are done in a moment; beyond, signs are drawn. */
const MOST_STEPS = 20_000_000
const DRAWS = 20_000

/**
 * The paired randomisation test of whole differences, which can be counted through where those of `signFlipP` cannot: the chance, were
 * each as likely to fall to either side, that they add up to at least as much as they do. It holds for whatever each difference is made
 * of, such as means over several walks; where each is −1, 0 or 1 it is the exact McNemar test. All signs are counted where that is
 * quick: the sums of those that turn negative are gathered one difference after the other. Else 20,000 are drawn by `seed`, the real
 * ones counted among them.
 * R. A. Fisher, The Design of Experiments, 1935, section 21; B. Phipson and G. K. Smyth, Statistical Applications in Genetics and Molecular
 * Biology 9, 2010, article 39, for the draws.
 */
export function signFlipTest(differences: Iterable<number>, seed: number): SignFlip {
  const sizes = new Map<number, number>()
  let [sum, total, count] = [0, 0, 0]
  for (const difference of differences) {
    if (difference === 0) continue
    const size = Math.abs(difference)
    sizes.set(size, (sizes.get(size) ?? 0) + 1)
    sum += difference
    total += size
    count += 1
  }
  if (sum === 0) return { p: 1, exact: true }
  // The sum is `total` less twice what turns negative: as far out as seen, on one side, is at most so much of it.
  const most = (total - Math.abs(sum)) / 2
  if (count * (most + 1) > MOST_STEPS) return { p: drawnTail(sizes, Math.abs(sum), new Draws(seed)), exact: false }
  return { p: Math.min(1, 2 * exactTail(sizes, most)), exact: true }
}

/** The chance that those which turn negative add up to `most` at most. */
function exactTail(sizes: ReadonlyMap<number, number>, most: number): number {
  const chances = new Float64Array(most + 1)
  chances[0] = 1
  let reached = 0
  for (const [size, count] of sizes) {
    for (let nth = 0; nth < count; nth++) {
      reached = Math.min(most, reached + size)
      for (let at = reached; at >= size; at--) chances[at] = ((chances[at] ?? 0) + (chances[at - size] ?? 0)) / 2
      for (let at = Math.min(size - 1, reached); at >= 0; at--) chances[at] = (chances[at] ?? 0) / 2
    }
  }
  let tail = 0
  for (const chance of chances) tail += chance
  return tail
}

/** How many of those of one size turn negative is binomial. */
function drawnTail(sizes: ReadonlyMap<number, number>, seen: number, draws: Draws): number {
  let asFar = 1
  for (let drawn = 0; drawn < DRAWS; drawn++) {
    let sum = 0
    for (const [size, count] of sizes) sum += size * (count - 2 * draws.binomial(count, 0.5))
    if (Math.abs(sum) >= seen) asFar += 1
  }
  return asFar / (DRAWS + 1)
}
