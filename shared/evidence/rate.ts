import { wilsonInterval } from './interval'

/** A share of some problems, or of their walks, with the counts it is made of. */
export interface Rate {
  count: number
  of: number
  /** `count` ÷ `of`, 0 to 1; `null` of none. */
  share: number | null
  /** Wilson's 95 % interval; `null` of none. Of walks it is as wide as if the repeats of a problem told nothing more. */
  interval: [number, number] | null
}

/** `repeats`: how often each problem was walked. That of one problem's walks each may say the same is the most that can be wrong. */
export function rateOf(count: number, of: number, repeats = 1): Rate {
  return { count, of, share: of === 0 ? null : count / of, interval: wilsonInterval(count / repeats, of / repeats) }
}
