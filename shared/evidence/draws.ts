import { uniform } from '../random'
import { binomialChance, logFactorial } from './log-factorial'

const TWO_32 = 2 ** 32

/** From this mean on a binomial is drawn by rejection. */
const WIDE = 100

/**
 * A fast stream of luck for resampling: the same seed gives the same draws. xoshiro128**, D. Blackman and S. Vigna,
 * “Scrambled Linear Pseudorandom Number Generators”, ACM Transactions on Mathematical Software 47, 2021.
 */
export class Draws {
  private a: number
  private b: number
  private c: number
  private d: number

  constructor(seed: number) {
    const word = (name: string): number => Math.floor(uniform(seed, name) * TWO_32) | 0
    this.a = word('a')
    this.b = word('b')
    this.c = word('c')
    // The one state it must not have is all zero.
    this.d = word('d') | 1
  }

  /** A whole number from 0 to 2³² − 1. */
  bits(): number {
    const product = Math.imul(this.b, 5)
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0
    const shifted = this.b << 9
    this.c ^= this.a
    this.d ^= this.b
    this.b ^= this.c
    this.a ^= this.d
    this.c ^= shifted
    this.d = (this.d << 11) | (this.d >>> 21)
    return result
  }

  /** Uniform on (0, 1), never an end of it. */
  uniform(): number {
    return (this.bits() + 0.5) / TWO_32
  }

  /** A whole number from 0 to `limit` − 1, for limits up to a few million: the bias is limit ÷ 2³². */
  below(limit: number): number {
    return Math.floor((this.bits() / TWO_32) * limit)
  }

  /** Standard normal. G. E. P. Box and M. E. Muller, Annals of Mathematical Statistics 29, 1958, p. 610–611. */
  normal(): number {
    return Math.sqrt(-2 * Math.log(this.uniform())) * Math.cos(2 * Math.PI * this.uniform())
  }

  /**
   * How many of `trials` succeed, each with chance `p`. By inversion from the mode outwards, which takes about as many steps
   * as the standard deviation is wide: L. Devroye, Non-Uniform Random Variate Generation, 1986, chapter X; by rejection,
   * whose time does not grow, where that is wide.
   */
  binomial(trials: number, p: number): number {
    if (p <= 0 || trials === 0) return 0
    if (p >= 1) return trials
    if (p > 0.5) return trials - this.binomial(trials, 1 - p)
    if (trials * p >= WIDE) return this.binomialByRejection(trials, p)
    const odds = p / (1 - p)
    const mode = Math.min(trials, Math.floor((trials + 1) * p))
    const peak = binomialChance(mode, trials, p)
    let left = this.uniform() - peak
    let [low, high] = [mode, mode]
    let [lowChance, highChance] = [peak, peak]
    while (left > 0 && (low > 0 || high < trials)) {
      if (low > 0) {
        lowChance *= low / ((trials - low + 1) * odds)
        low -= 1
        left -= lowChance
        if (left <= 0) return low
      }
      if (high < trials) {
        highChance *= ((trials - high) * odds) / (high + 1)
        high += 1
        left -= highChance
        if (left <= 0) return high
      }
    }
    return mode
  }

  /** For p ≤ 0.5 and trials · p ≥ 10: BTRS of W. Hörmann, Journal of Statistical Computation and Simulation 46, 1993, p. 101–110. */
  private binomialByRejection(trials: number, p: number): number {
    const deviation = Math.sqrt(trials * p * (1 - p))
    const b = 1.15 + 2.53 * deviation
    const a = -0.0873 + 0.0248 * b + 0.01 * p
    const centre = trials * p + 0.5
    const alpha = (2.83 + 5.1 / b) * deviation
    const mode = Math.floor((trials + 1) * p)
    const logOdds = Math.log(p / (1 - p))
    const logPeak = logFactorial(mode) + logFactorial(trials - mode)
    for (;;) {
      const v = this.uniform()
      const u = this.uniform() - 0.5
      const edge = 0.5 - Math.abs(u)
      const k = Math.floor(((2 * a) / edge + b) * u + centre)
      if (edge >= 0.07 && v <= 0.92 - 4.2 / b) return k
      if (k < 0 || k > trials) continue
      const height = Math.log((v * alpha) / (a / (edge * edge) + b))
      if (height <= logPeak - logFactorial(k) - logFactorial(trials - k) + (k - mode) * logOdds) return k
    }
  }
}
