import { wilsonInterval } from './interval'

/** A share of some problems, with the counts it is made of. */
export interface Rate {
  count: number
  of: number
  /** `count` ÷ `of`, 0 to 1; `null` of none. */
  share: number | null
  /** Wilson's 95 % interval; `null` of none. */
  interval: [number, number] | null
}

export function rateOf(count: number, of: number): Rate {
  return { count, of, share: of === 0 ? null : count / of, interval: wilsonInterval(count, of) }
}
