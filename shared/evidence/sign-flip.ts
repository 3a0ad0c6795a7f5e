import { Draws } from './draws'
import { selectRank } from './percentile'

/** Up to so many differences every pattern of signs is looked at. */
const MOST_EXACT = 11
/** So many of the largest differences have signs of their own; the sum of the rest is drawn from its normal limit. */
const MOST_FLIPPED = 200
const REPLICATES = 2000
/** Sums of the same terms in another order differ by less than this share of their size. */
const ROUNDING = 1e-9

/**
 * The paired randomisation test: the chance, did the two designs differ by chance alone, of a sum of differences at least
 * as far from 0 as this one. Which of a problem's two figures is whose is then a toss of a coin, so each difference is
 * as likely with the other sign. The level is kept however few the problems and however skewed the figures, where a
 * bootstrap of few problems finds too much. Two-sided; 1 where all are 0; the same seed gives the same p.
 * R. A. Fisher, “The Design of Experiments”, 1935, section 21; E. J. G. Pitman, Supplement to the Journal of the Royal Statistical
 * Society 4, 1937, p. 119–130; drawn patterns count the real one among them: M. Dwass, Annals of Mathematical Statistics 28, 1957.
 */
export function signFlipP(differences: Float64Array, seed = 1): number {
  const { sizes, sum: total, size: most } = sizesOf(differences)
  if (sizes.length === 0) return 1
  const least = Math.abs(total) - ROUNDING * most
  if (sizes.length <= MOST_EXACT) return shareOfPatterns(sizes, least)
  const { large, rest } = partLargest(sizes)
  const draws = new Draws(seed)
  let extreme = 1
  for (let replicate = 0; replicate < REPLICATES; replicate++) {
    const sum = flipped(large, draws) + (rest === 0 ? 0 : rest * draws.normal())
    if (Math.abs(sum) >= least) extreme += 1
  }
  return extreme / (REPLICATES + 1)
}

/** How far from 0 those differences are that are not 0, the sum of all, and how far from 0 it could be. */
function sizesOf(differences: Float64Array): { sizes: Float64Array; sum: number; size: number } {
  const sizes = new Float64Array(differences.length)
  let [count, sum, size] = [0, 0, 0]
  for (let at = 0; at < differences.length; at++) {
    const one = differences[at] ?? 0
    if (one === 0) continue
    sizes[count++] = Math.abs(one)
    sum += one
    size += Math.abs(one)
  }
  return { sizes: sizes.subarray(0, count), sum, size }
}

/** Of all patterns of signs, the share with a sum at least as far from 0. */
function shareOfPatterns(sizes: Float64Array, least: number): number {
  const patterns = 2 ** sizes.length
  let extreme = 0
  for (let pattern = 0; pattern < patterns; pattern++) {
    let sum = 0
    for (let at = 0; at < sizes.length; at++) sum += (pattern >> at) & 1 ? (sizes[at] ?? 0) : -(sizes[at] ?? 0)
    if (Math.abs(sum) >= least) extreme += 1
  }
  return extreme / patterns
}

/** The largest, which alone can make a sum far from normal, and the standard deviation of the sum of the rest. */
function partLargest(sizes: Float64Array): { large: Float64Array; rest: number } {
  if (sizes.length <= MOST_FLIPPED) return { large: sizes, rest: 0 }
  // Selection leaves whatever is above the chosen rank behind it.
  selectRank(sizes, 1 - MOST_FLIPPED / sizes.length)
  const from = sizes.length - MOST_FLIPPED
  let rest = 0
  for (let at = 0; at < from; at++) rest += (sizes[at] ?? 0) ** 2
  return { large: sizes.subarray(from), rest: Math.sqrt(rest) }
}

/** The sum with a sign for each, thirty-two from one draw. */
function flipped(sizes: Float64Array, draws: Draws): number {
  let [sum, bits] = [0, 0]
  for (let at = 0; at < sizes.length; at++) {
    bits = at % 32 === 0 ? draws.bits() : bits >>> 1
    sum += bits & 1 ? (sizes[at] ?? 0) : -(sizes[at] ?? 0)
  }
  return sum
}
