import { ordinalOf, type Repeats } from '../repeats'
import { wilsonInterval } from './interval'

/** How steady a run that walks its problems several times is. */
export interface Repeated {
  repeats: number
  /** How many problems were right in 0, 1, … and in all repeats, of those that were walked in all of them. */
  rightTimes: number[]
}

/** What the figures of a run are made of, where its walks come in clusters, one for each problem. */
export interface WalksByProblem {
  problems: number
  interval: [number, number] | null
  repeated: Repeated | null
}

/** Counts walks and right ones by problem: two bytes for each. */
export class RightWalks {
  private walks = new Uint8Array(64)
  private right = new Uint8Array(64)

  constructor(private readonly repeats: Repeats) {}

  add(place: number, isRight: boolean): void {
    const ordinal = ordinalOf(place, this.repeats)
    if (ordinal >= this.walks.length) {
      const size = Math.max(ordinal + 1, this.walks.length * 2)
      this.walks = grown(this.walks, size)
      this.right = grown(this.right, size)
    }
    this.walks[ordinal] = (this.walks[ordinal] ?? 0) + 1
    if (isRight) this.right[ordinal] = (this.right[ordinal] ?? 0) + 1
  }

  now(): WalksByProblem {
    const { repeats } = this.repeats
    const rightTimes = Array.from({ length: repeats + 1 }, () => 0)
    let problems = 0
    for (const [ordinal, walks] of this.walks.entries()) {
      if (walks > 0) problems += 1
      const right = this.right[ordinal] ?? 0
      if (walks === repeats) rightTimes[right] = (rightTimes[right] ?? 0) + 1
    }
    return { problems, interval: clusteredInterval(this.right, this.walks), repeated: { repeats, rightTimes } }
  }
}

function grown(counts: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(size)
  larger.set(counts)
  return larger
}

/**
 * A 95 % interval for the share of right walks where the walks of one problem are alike: Wilson's, for as many walks as would tell
 * as much if each were of a problem of its own. That number is p (1 − p) ÷ v, with v = Σ (cᵢ − p mᵢ)² ÷ (Σ mᵢ)² the variance of a ratio
 * between clusters (W. G. Cochran, Sampling Techniques, 3rd ed., 1977, section 2.11; effective sizes in Wilson's interval: C. Franco
 * et al., Journal of Survey Statistics and Methodology 7, 2019, p. 334–364). It lies between the number of problems and that of walks, and
 * is both where each problem is walked once: then it is Wilson's interval itself. `right` and `walks` count by problem;
 * problems without a walk are none. `null` without walks.
 */
export function clusteredInterval(right: ArrayLike<number>, walks: ArrayLike<number>): [number, number] | null {
  let [problems, total, correct] = [0, 0, 0]
  for (let at = 0; at < walks.length; at++) {
    if (walks[at] === 0) continue
    problems += 1
    total += walks[at] ?? 0
    correct += right[at] ?? 0
  }
  if (total === problems || correct === 0) return wilsonInterval(correct, problems)
  if (correct === total) return wilsonInterval(problems, problems)
  const p = correct / total
  let squares = 0
  for (let at = 0; at < walks.length; at++) squares += ((right[at] ?? 0) - p * (walks[at] ?? 0)) ** 2
  const told = squares === 0 ? total : (p * (1 - p) * total * total) / squares
  const effective = Math.min(total, Math.max(problems, told))
  return wilsonInterval(p * effective, effective)
}

/**
 * The chance that of `k` walks of a problem at least one is right, on average over the problems: Σ (1 − C(R − c, k) ÷ C(R, k)), without bias
 * for k ≤ R. M. Chen et al., “Evaluating Large Language Models Trained on Code”, arXiv 2107.03374, 2021, section 2.1. `null` without
 * problems.
 */
export function passAtK({ repeats, rightTimes }: Repeated, k: number): number | null {
  return meanOver(rightTimes, (right) => 1 - shareOfDraws(repeats - right, repeats, k))
}

/**
 * The chance that all of `k` walks of a problem are right, on average over the problems: C(c, k) ÷ C(R, k), without bias for k ≤ R (“pass^k”).
 * S. Yao et al., “τ-bench”, arXiv 2406.12045, 2024, section 4. `null` without problems.
 */
export function passHatK({ repeats, rightTimes }: Repeated, k: number): number | null {
  return meanOver(rightTimes, (right) => shareOfDraws(right, repeats, k))
}

/** C(some, k) ÷ C(all, k): the chance that all of `k` drawn are among `some`. */
function shareOfDraws(some: number, all: number, k: number): number {
  let chance = 1
  for (let drawn = 0; drawn < k; drawn++) chance *= Math.max(0, some - drawn) / (all - drawn)
  return chance
}

function meanOver(rightTimes: readonly number[], of: (right: number) => number): number | null {
  let [sum, problems] = [0, 0]
  for (const [right, count] of rightTimes.entries()) {
    sum += count * of(right)
    problems += count
  }
  return problems === 0 ? null : sum / problems
}
