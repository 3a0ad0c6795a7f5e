export interface CrashLog {
  /** Notes a crash at a time in milliseconds; true when it is one too many. */
  add(at: number): boolean
}

/** Counts crashes in a sliding window: `most` of them within `withinMs` are a loop that a restart does not end. */
export function crashLog({ most, withinMs }: { most: number; withinMs: number }): CrashLog {
  let times: number[] = []
  return {
    add(at) {
      times = [...times.filter((time) => at - time < withinMs), at]
      return times.length >= most
    },
  }
}
